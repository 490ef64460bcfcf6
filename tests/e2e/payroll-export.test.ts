import { execFileSync } from "node:child_process";
import { expect, inject, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { closeBrowserAfterwards, expectAccessible, expectFits, signIn, visitor } from "#tests/support/browser.ts";
import { addressOf, panel } from "#tests/support/desk-steps.ts";
import {
  approveRequest,
  fillRequest,
  handOver,
  type Recipient,
  recordScope,
  requestExport,
} from "#tests/support/export-steps.ts";
import { enterPortal, fetchFile } from "#tests/support/portal-steps.ts";

/** What each person earns is an archive of its own: for the officers of the payroll, and for nobody else. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const COMPANY = "Hopeavuoren Rakennus";
const recipient: Recipient = {
  name: "Palle Palkanmaksaja",
  email: `palle.${Date.now().toString(36)}@leaving.example`,
  phone: "+358405550202",
  language: "sv",
};

test("an officer of the books is offered no payroll, sees none by address, and gets none by a made-up form", async () => {
  const veera = await visitor();
  await signIn(veera, "Veera Vientilä");
  await requestExport(veera.page, COMPANY, { part: "payroll", recipient });
  const scope = addressOf(veera.page);
  await panel(veera.page, "Financial years").waitFor();
  await expectAccessible(veera.page);
  await expectFits(veera.page);

  const vilma = await visitor();
  await signIn(vilma, "Vilma Vientiranta");
  const { page } = vilma;
  await page.goto(`${origin}/exports/new?q=${encodeURIComponent(COMPANY)}`);
  await page.getByRole("link", { name: new RegExp(`^Choose ${COMPANY}`) }).click();
  const part = page.getByLabel("Archive of");
  await part.waitFor();
  expect(await part.getByRole("option").allTextContents()).toEqual(["Books"]);
  await page.getByText("Payroll is asked for by payroll export officers").waitFor();
  await expectAccessible(page);

  for (const address of [scope, scope.replace(/scope$/, "approval"), `${scope}/adjust`]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(403);
    await page.getByRole("heading", { name: "Not allowed" }).waitFor();
    expect(await page.content()).not.toContain("Payslips");
  }

  // Her own form, with the one choice that it does not offer: there is no more asked for afterwards than before.
  const asked = page.getByRole("row").filter({ hasText: "Payroll" });
  const list = `${origin}/exports?q=${encodeURIComponent(COMPANY)}`;
  await page.goto(list);
  const before = await asked.count();
  expect(before).toBeGreaterThan(0);
  await fillRequest(page, COMPANY, { recipient });
  await part.evaluate((select: HTMLSelectElement) => select.append(new Option("Payroll", "payroll")));
  await part.selectOption("payroll");
  await page.getByRole("button", { name: "Go on to the scope" }).click();
  await page.getByRole("heading", { name: "Not allowed" }).waitFor();
  await page.goto(list);
  expect(await asked.count()).toBe(before);
  expect([...veera.trouble, ...vilma.trouble]).toEqual([]);
});

test("asked for, approved, fetched in Swedish: the payroll, and nothing of the books", async () => {
  const veera = await visitor();
  await signIn(veera, "Veera Vientilä");
  const { page } = veera;
  await page.goto(`${origin}/exports?q=${encodeURIComponent(COMPANY)}`);
  await page.getByRole("row").filter({ hasText: "Payroll" }).getByRole("link").first().click();
  await page.getByRole("link", { name: /scope/i }).first().click();
  const request = await recordScope(page);

  const onni = await visitor();
  await signIn(onni, "Onni Arkistola");
  await onni.page.goto(`${request}/approval`);
  await panel(onni.page, "Request").getByText("Payroll", { exact: true }).waitFor();
  await expectAccessible(onni.page);
  await approveRequest(onni.page, request, "Onni Arkistola");
  await handOver(page, request);

  const customer = await enterPortal(page, recipient);
  await expectAccessible(customer.page);
  await expectFits(customer.page);
  const archive = await fetchFile(customer.page, "Ladda ner arkivet");
  expect(await verifyArchive(archive)).toMatchObject({ ok: true });
  const files = execFileSync("unzip", ["-Z1", archive], { encoding: "utf8" }).split("\n");
  const named = (pattern: RegExp) => files.filter((file) => pattern.test(file));
  expect(named(/payroll/).length).toBeGreaterThan(0);
  expect(named(/payslip/).length).toBeGreaterThan(0);
  expect(named(/\/index\.html$/).length).toBeGreaterThan(0);
  expect(named(/\/(journal|general-ledger|trial-balance|vouchers|balance)[^/]*$|saft|\.si$/i)).toEqual([]);
  expect([...veera.trouble, ...onni.trouble, ...customer.trouble]).toEqual([]);
});
