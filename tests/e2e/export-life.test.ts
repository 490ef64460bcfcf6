import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { closeBrowserAfterwards, expectAccessible, expectFits, signIn, visitor } from "#tests/support/browser.ts";
import { daysPass } from "#tests/support/days-pass.ts";
import { inState, panel, signInAgain, wallTime } from "#tests/support/desk-steps.ts";
import { approveRequest, handOver, type Recipient, recordScope, requestExport } from "#tests/support/export-steps.ts";
import { enterPortal, fetchFile, linkFor, openLink } from "#tests/support/portal-steps.ts";

/** One archive from the wish to the certificate of its erasure, as the people do it who have a part in it. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const mark = Date.now().toString(36);
const recipient: Recipient = {
  name: `Aurora Poislähtevä ${mark}`,
  email: `aurora.${mark}@leaving.example`,
  phone: "+358405550101",
  language: "fi",
};
const LEFT_OUT = "The foundation keeps its letters in its own archive.";
const KEPT_LONGER = "The condition of a grant that was paid in 2024.";
const day = (daysFromNow: number) => wallTime(Date.now() + daysFromNow * 86_400_000).slice(0, 10);
const keptUntil = `${new Date().getFullYear() + 20}-12-31`;

async function decide(page: Page, kind: string, material: string, reason: string, until?: string) {
  await page.getByLabel("Decision").selectOption(kind);
  await page.getByLabel("Material").selectOption(material);
  if (until) await page.getByLabel("Keep until").fill(until);
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Add the decision" }).click();
  await panel(page, "Decided beside the law").getByText(reason).first().waitFor();
}

/** What a page's button would send, past the page: by a request of the same browser. @returns the answer's status */
const send = (page: Page, address: string, fields: Record<string, string>) =>
  page.evaluate(
    async ([to, values]) => (await fetch(`${to}.data`, { method: "POST", body: new URLSearchParams(values) })).status,
    [new URL(address).pathname, fields] as const,
  );

test("asked for with a decision beside the law, approved, fetched, out of time, erased by two and certified", async () => {
  const veera = await visitor();
  const { page } = veera;
  await signIn(veera, "Veera Vientilä");
  await requestExport(page, "Aurinkosillan säätiö", { recipient });
  await page.getByRole("link", { name: "Leave something out or keep it longer" }).click();
  await page.getByRole("heading", { level: 1, name: "Adjust the scope" }).waitFor();
  await decide(page, "leave_out", "Correspondence", LEFT_OUT);
  await decide(page, "keep_until", "Vouchers", KEPT_LONGER, keptUntil);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole("link", { name: "Back to the scope" }).click();
  const request = await recordScope(page);
  // A form token of her own session, for what she tries past the pages later.
  await page.goto(`${request}/approval`);
  const formToken = (await page.locator("input[name=formToken]").first().getAttribute("value"))!;

  const onni = await visitor();
  await signIn(onni, "Onni Arkistola");
  await onni.page.goto(`${request}/approval`);
  const decisions = panel(onni.page, "Decided beside the law").getByRole("row");
  const leftOut = decisions.filter({ hasText: "Correspondence" });
  const longer = decisions.filter({ hasText: "Vouchers" });
  for (const [row, words] of [
    [leftOut, ["Left out", LEFT_OUT, "Veera Vientilä"]],
    [longer, [`Kept until ${keptUntil}`, KEPT_LONGER, "Veera Vientilä"]],
  ] as const)
    for (const word of words) await row.getByText(word).first().waitFor();
  await expectAccessible(onni.page);
  await approveRequest(onni.page, request, "Onni Arkistola");
  await handOver(page, request);

  await panel(page, "Dates of the switch").getByRole("link", { name: "Record the dates" }).click();
  await page.getByLabel("Notice given on").fill(day(-10));
  await page.getByRole("button", { name: "Record the dates" }).click();
  // Only the notice was typed: the rest is the law's, two months, 30 days and 30 days more.
  await panel(page, "Recorded").waitFor();
  await panel(page, "Coming").getByRole("listitem").first().waitFor();
  await expectAccessible(page);
  await expectFits(page);

  const customer = await enterPortal(page, recipient);
  const link = await linkFor(page, recipient);
  const shown = (await customer.page.locator("code").first().textContent())!.trim();
  const archive = await fetchFile(customer.page, "Lataa arkisto");
  expect(createHash("sha512").update(readFileSync(archive)).digest("hex")).toBe(shown);
  expect(await verifyArchive(archive)).toMatchObject({ ok: true });
  const stated = execFileSync("unzip", ["-p", archive, "*/scope.json"], { encoding: "utf8" });
  expect(JSON.parse(stated).adjustments).toEqual([
    { kind: "keep_until", material: "vouchers", yearEndsOn: null, until: keptUntil, reason: KEPT_LONGER },
    { kind: "leave_out", material: "correspondence", yearEndsOn: null, until: null, reason: LEFT_OUT },
  ]);

  await expect
    .poll(
      async () => {
        await page.goto(request);
        return inState(page, "Downloaded").count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  await panel(page, "Downloads and receipts").getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Receipt of a download" }).waitFor();
  const receipt = (await page.getByRole("main").textContent())!;
  for (const word of ["The whole file", recipient.name, recipient.email, shown]) expect(receipt).toContain(word);
  expect(receipt).not.toContain(recipient.phone);
  await expectAccessible(page);

  await page.goto(`${request}/erasure`);
  await page.getByText("An archive is erased once the time for fetching it is over.").waitFor();

  // The worker ends the time by itself; the link is then dead.
  await daysPass(request, 200);
  await expect
    .poll(
      async () => {
        await page.goto(request);
        return inState(page, "Downloaded, kept until erased").count();
      },
      { timeout: 300_000, interval: 2000 },
    )
    .toBe(1);
  const late = await visitor({ locale: "fi-FI" });
  await openLink(late.page, link);
  await late.page.getByRole("button", { name: "Lähetä koodi" }).click();
  // Whoever tries a dead link is told the same as with a living one, and no code goes.
  await late.page.getByLabel("Koodi, 8 numeroa").fill("00000000");
  await late.page.getByRole("button", { name: "Jatka" }).click();
  await late.page.getByText("Koodi on väärä tai vanhentunut.").waitFor();
  await customer.page.goto(`${new URL(link).origin}/d/download`);
  await customer.page.getByText("Istunto on päättynyt.").waitFor();

  await page.goto(request);
  await page.getByRole("link", { name: "To the erasure" }).click();
  await page.getByLabel("Reason").fill("The time for fetching is over.");
  await page.getByRole("button", { name: "Propose to erase" }).click();
  const other = panel(page, "Decision of another person");
  await other.getByText("The person who proposed the erasure cannot approve it. Ask another export officer.").waitFor();
  expect(await page.getByRole("button", { name: "Approve: erase for good" }).count()).toBe(0);
  await expectAccessible(page);
  await signInAgain(page, `${request}/erasure`, "Veera Vientilä");
  await other.waitFor();
  const version = (await page.locator("input[name=version]").first().getAttribute("value"))!;
  await page.goto(`${request}/approval`);
  const fresh = (await page.locator("input[name=formToken]").first().getAttribute("value")) ?? formToken;
  expect(
    await send(page, `${request}/erasure`, { intent: "approve_erasure", version, formToken: fresh, confirmed: "yes" }),
  ).toBe(403);

  await signInAgain(onni.page, `${request}/erasure`, "Onni Arkistola");
  await onni.page.getByText("The archive cannot be brought back, and no copy of it is kept.").waitFor();
  await expectAccessible(onni.page);
  await onni.page.getByLabel("I have looked at what is erased").check();
  await onni.page.getByRole("button", { name: "Approve: erase for good" }).click();
  await onni.page
    .getByText(/Approved; the worker erases it now|^Erased$/)
    .first()
    .waitFor();
  const certificate = onni.page.getByRole("link", { name: "PDF", exact: true });
  await expect
    .poll(
      async () => {
        await onni.page.goto(`${request}/erasure`);
        return certificate.count();
      },
      { timeout: 300_000, interval: 1000 },
    )
    .toBe(1);
  await expectAccessible(onni.page);
  await expectFits(onni.page);
  const pdf = await fetchFile(onni.page, "PDF");
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
  const sha256 = createHash("sha256").update(readFileSync(pdf)).digest("hex");
  expect(await onni.page.getByRole("main").textContent()).toContain(sha256);

  // What remains is that the archive was there: nothing of the person who asked and received.
  for (const address of ["", "/approval", "/scope", "/dates", "/erasure"]) {
    await page.goto(`${request}${address}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const word of [recipient.name, recipient.email, recipient.phone, "555 0101"])
      expect(await page.content(), `${address}: ${word}`).not.toContain(word);
  }
  await page.goto(request);
  await inState(page, "Erased").waitFor();
  await expectAccessible(page);
  await page.goto(`${origin}/outbox`);
  expect(await page.content()).not.toContain(link);
  expect([...veera.trouble, ...onni.trouble, ...customer.trouble, ...late.trouble]).toEqual([]);
});
