import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { expectAccessible, expectFits, signIn, closeBrowserAfterwards, visitor } from "#tests/support/browser.ts";
import { inState } from "#tests/support/desk-steps.ts";
import { type Recipient, recordScope, requestExport } from "#tests/support/export-steps.ts";
import { linkFor, openLink, smsTo } from "#tests/support/portal-steps.ts";

/** The main job as three people do it: an officer asks, another approves, the customer downloads. */
closeBrowserAfterwards();

const mark = Date.now().toString(36);
// An address and a phone of this test's own: others' messages lie in the same Outbox.
const recipient: Recipient = {
  name: "Maija Lähtijä",
  email: `maija.${mark}@leaving.example`,
  phone: "+358405550111",
  language: "fi",
};

async function askFor(page: Page, company: string): Promise<string> {
  await requestExport(page, company, { recipient });
  return recordScope(page);
}

test("an export from request to a downloaded archive that verifies", async () => {
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  const request = await askFor(officer.page, "Leipomo Sinipiika");
  await expectAccessible(officer.page);

  const approver = await visitor();
  await signIn(approver, "Onni Arkistola");
  await approver.page.goto(`${request}/approval`);
  await expectAccessible(approver.page);
  await approver.page.getByRole("button", { name: "Approve and start the run" }).click();

  // The officer's page, opened before the approval, is told as it happens; nothing is reloaded by hand.
  const handOver = officer.page.getByRole("button", { name: "Hand over" });
  await handOver.waitFor({ timeout: 400_000 });
  await handOver.click();
  await inState(officer.page, "Handed over").waitFor();

  const link = await linkFor(officer.page, recipient);
  const customer = await visitor({ width: 390, height: 844, locale: "fi-FI" });
  await openLink(customer.page, link);
  await customer.page.getByRole("button", { name: "Lähetä koodi" }).waitFor();
  // Opening the link sends nothing: scanners of mail open links too.
  expect(await smsTo(officer.page, recipient)).toBe("");
  expect(customer.page.url()).not.toContain("#");
  await expectAccessible(customer.page);
  await expectFits(customer.page);
  await customer.page.getByRole("button", { name: "Lähetä koodi" }).click();
  await customer.page.getByLabel("Koodi, 8 numeroa").waitFor();
  const sms = await smsTo(officer.page, recipient);
  expect(sms).toMatch(/@portal\.localhost.* #\d{8}/);
  const code = /#(\d{8})/.exec(sms)![1]!;

  await customer.page.getByLabel("Koodi, 8 numeroa").fill(code === "00000000" ? "11111111" : "00000000");
  await customer.page.getByRole("button", { name: "Jatka" }).click();
  await customer.page.getByText("Koodi on väärä tai vanhentunut.").waitFor();
  await customer.page.getByLabel("Koodi, 8 numeroa").fill(code);
  await customer.page.getByRole("button", { name: "Jatka" }).click();
  await customer.page.getByRole("link", { name: "Lataa arkisto" }).waitFor();
  await expectAccessible(customer.page);
  await expectFits(customer.page);

  // Nothing else is reachable with this session.
  const statuses = await customer.page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
    ["/", "/exports", "/audit", "/outbox", "/sign-in"],
  );
  expect(statuses).toEqual([404, 404, 404, 404, 404]);

  const shown = (await customer.page.locator("code").first().textContent())!.trim();
  const [download] = await Promise.all([
    customer.page.waitForEvent("download"),
    customer.page.getByRole("link", { name: "Lataa arkisto" }).click(),
  ]);
  const file = await download.path();
  expect(createHash("sha512").update(readFileSync(file)).digest("hex")).toBe(shown);
  expect(await verifyArchive(file)).toMatchObject({ ok: true });
  execFileSync("unzip", ["-tq", file]);

  // A part of it, as a download that goes on asks for.
  const part = await customer.page.evaluate(async () => {
    const response = await fetch("/d/download", { headers: { range: "bytes=10-19" } });
    return { status: response.status, bytes: [...new Uint8Array(await response.arrayBuffer())] };
  });
  expect(part).toEqual({ status: 206, bytes: [...readFileSync(file).subarray(10, 20)] });

  // The whole of it went out: that is told a moment after the browser has it.
  await expect
    .poll(async () => {
      await officer.page.goto(request);
      return inState(officer.page, "Downloaded").count();
    })
    .toBe(1);
  expect([...officer.trouble, ...approver.trouble, ...customer.trouble]).toEqual([]);
});

test("the officer who asked cannot approve, and the page says why", async () => {
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  const request = await askFor(officer.page, "Uudenkuun Ohjelmistot");
  await officer.page.goto(`${request}/approval`);
  const approve = officer.page.getByRole("button", { name: "Approve and start the run" });
  await approve.waitFor();
  expect(await approve.getAttribute("aria-disabled")).toBe("true");
  await officer.page.getByText("cannot approve it. Ask another export officer.").first().waitFor();

  // Past the page, by a request of the same browser: refused by the verb.
  const form = async (name: string) =>
    (await officer.page.locator(`input[name=${name}]`).first().getAttribute("value")) ?? "";
  const fields = {
    intent: "approve",
    version: await form("version"),
    scopeSha256: await form("scopeSha256"),
    formToken: await form("formToken"),
  };
  const status = await officer.page.evaluate(async (values) => {
    const response = await fetch(`${window.location.pathname}.data`, {
      method: "POST",
      body: new URLSearchParams(values),
    });
    return response.status;
  }, fields);
  expect(status).toBe(403);
  await officer.page.goto(request);
  await inState(officer.page, "Waiting for approval").waitFor();
  expect(officer.trouble).toEqual([]);
});
