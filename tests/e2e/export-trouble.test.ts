import { readFileSync, renameSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { portalMessages } from "#app/i18n/portal.ts";
import { closeBrowserAfterwards, signIn, visitor } from "#tests/support/browser.ts";
import { inState, panel } from "#tests/support/desk-steps.ts";
import { approveRequest, handOver, type Recipient, recordScope, requestExport } from "#tests/support/export-steps.ts";
import { askForCode, enterPortal, linkFor } from "#tests/support/portal-steps.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** What goes wrong on the way of an export, and how people get on from there. */
closeBrowserAfterwards();
const { home, origin } = inject("demo");

const mark = Date.now().toString(36);
const recipient: Recipient = {
  name: `Lukko Lähtevä ${mark}`,
  email: `lukko.${mark}@leaving.example`,
  phone: "+358405550303",
  language: "en",
};
const t = portalMessages("en");

/** A file of the company's books that no other company has. @returns its name there, and where the store keeps it */
async function originalOf(company: string): Promise<{ name: string; file: string }> {
  const sql = postgres(readFileSync(path.join(home, "postgres-url"), "utf8"), { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`
      select file_name, sha256 from ledger.documents document join ledger.companies company on company.id = company_id
      where company.name = ${company} and kind = 'voucher' and not exists (
        select from ledger.documents other where other.sha256 = document.sha256 and other.company_id <> document.company_id)
      order by document.id desc limit 1`;
    const sha256 = row!.sha256 as string;
    return {
      name: row!.file_name,
      file: path.join(home, "documents", sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    };
  } finally {
    await sql.end();
  }
}

test("a run that fails says of which file and is run again; a link that is locked is replaced by a new one", async () => {
  const veera = await visitor();
  const { page } = veera;
  await signIn(veera, "Veera Vientilä");
  await requestExport(page, "Ilves ja Peura", { recipient });
  const request = await recordScope(page);
  const lost = await originalOf("Ilves ja Peura Ay");
  renameSync(lost.file, `${lost.file}.away`);
  try {
    const onni = await visitor();
    await signIn(onni, "Onni Arkistola");
    await approveRequest(onni.page, request, "Onni Arkistola");
    await page.goto(request);
    await page.getByRole("button", { name: "Run again" }).waitFor({ timeout: 300_000 });
    await page.getByText(`The document store does not have ${lost.name}`).first().waitFor();
    await page.getByText("Put the file back, then run it again.").first().waitFor();
    await page.reload();
    await inState(page, "Failed").waitFor();
    await expectSound(veera);
    expect(onni.trouble).toEqual([]);
  } finally {
    renameSync(`${lost.file}.away`, lost.file);
  }
  await page.getByRole("button", { name: "Run again" }).click();
  await handOver(page, request);

  const customer = await visitor({ locale: "en-GB" });
  // The limits of one address are its own.
  await customer.context.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.93" });
  const dead = await linkFor(page, recipient);
  for (let code = 0; code < 3; code++) {
    const right = await askForCode(page, customer.page, dead, recipient);
    const wrong = right === "00000000" ? "11111111" : "00000000";
    for (let tries = 0; tries < 5; tries++) {
      await customer.page.getByLabel(t.codeLabel).fill(wrong);
      await customer.page.getByRole("button", { name: t.continue, exact: true }).click();
      await customer.page.getByText(t.wrong).waitFor();
      // So that the next answer is told from this one.
      await customer.page.goto(customer.page.url());
    }
    if (code < 2) continue;
    // The code that was right opens nothing now, and nobody is told why.
    await customer.page.getByLabel(t.codeLabel).fill(right);
    await customer.page.getByRole("button", { name: t.continue, exact: true }).click();
    await customer.page.getByText(t.wrong).waitFor();
    await expectSound(customer);
  }

  await page.goto(request);
  await panel(page, "Link").getByText("Locked after 15 wrong codes").waitFor();
  await expectSound(veera);
  await page.getByRole("button", { name: "Issue a new link" }).click();
  await panel(page, "Link").getByText("Works", { exact: true }).waitFor();
  await panel(page, "Link").getByText("Revoked or replaced").waitFor();
  await expect.poll(() => linkFor(page, recipient), { timeout: 60_000 }).not.toBe(dead);
  const entered = await enterPortal(page, recipient);
  await entered.page.getByRole("link", { name: t.download }).waitFor();
  expect([...veera.trouble, ...customer.trouble, ...entered.trouble]).toEqual([]);
});

test("a refused request says why, and leads to a new one for the same company", async () => {
  const veera = await visitor();
  const { page } = veera;
  await signIn(veera, "Veera Vientilä");
  await requestExport(page, "Kuusikummun Tukku");
  const request = await recordScope(page);
  const onni = await visitor();
  await signIn(onni, "Onni Arkistola");
  await onni.page.goto(`${request}/approval`);
  await onni.page.getByText("Refuse instead").click();
  await onni.page.getByLabel("Reason").fill("The managing director has left the company.");
  await onni.page.getByRole("button", { name: /^Refuse/ }).click();
  await onni.page.waitForURL(request);

  await page.goto(request);
  await inState(page, "Refused").waitFor();
  await page.getByText("The managing director has left the company.").first().waitFor();
  await expectSound(veera);
  await page.getByRole("link", { name: "Make a new request" }).click();
  await page.getByLabel("Name of the person").waitFor();
  expect(page.url()).toMatch(`${origin}/exports/new?company=`);
  await panel(page, "Company").getByText("Kuusikummun Tukku Oy").waitFor();
  expect([...veera.trouble, ...onni.trouble]).toEqual([]);
});
