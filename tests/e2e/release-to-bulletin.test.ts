import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { approveAndPublish, markReady, save, write } from "#tests/support/bulletin-steps.ts";
import { closeBrowserAfterwards, signIn, visitor } from "#tests/support/browser.ts";

/** From a pipeline's word of a release to what customers read, by the two people that it takes. */
closeBrowserAfterwards();
const { origin, portalOrigin } = inject("demo");

const DAY = 86_400_000;
/** Monday of last week in Helsinki: of a week that is over, so that its bulletin is out whatever day it is now. */
const today = Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(Date.now()));
const monday = today - (((new Date(today).getUTCDay() + 6) % 7) + 7) * DAY;
/** A week has the number of its Thursday's seven days of the year. */
const thursday = new Date(monday + 3 * DAY);
const week = Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY + 1) / 7);
const weekName = `${week}/${thursday.getUTCFullYear()}`;

const mark = Date.now().toString(36);
const version = `${thursday.getUTCFullYear()}.${week}.9-${mark}`;
const change = `Invoices are copied with their attachments ${mark}`;

async function told(key: string | null, body: object): Promise<Response> {
  return fetch(`${origin}/api/releases`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify(body),
  });
}

/** A key for the pipeline, as it stands on the page this once. */
async function makeKey(page: Page): Promise<string> {
  await page.goto(`${origin}/releases/keys`);
  await page.getByLabel("For which program").fill(`Pipeline ${mark}`);
  await page.getByRole("button", { name: "Make the key" }).click();
  const made = page.getByRole("status").filter({ hasText: "It is shown this once" });
  const key = (await made.locator("p code").textContent())!;
  await page.reload();
  await page.getByRole("rowheader", { name: `Pipeline ${mark}` }).waitFor();
  expect(await page.locator("body").textContent()).not.toContain(key);
  return key;
}

const publicPage = async (page: Page, address: string) => {
  await page.goto(portalOrigin + address);
  return (await page.getByRole("main").textContent())!;
};
// On this host too: `portal.localhost` is known to browsers alone.
const feed = async (name: string) => (await fetch(`${origin}/public/bulletins/${name}`)).text();

test("a release told by a pipeline, written up by one, approved by another, read by everybody, corrected in the open", async () => {
  const juuso = await visitor();
  await signIn(juuso, "Juuso Julkaisula");
  const { page } = juuso;
  const key = await makeKey(page);
  const release = {
    version,
    kind: "weekly",
    releasedAt: new Date(thursday.getTime() + 10 * 3_600_000).toISOString(),
    commit: "4f2a9c1d",
    changes: [`new: ${change}`],
  };
  expect((await told(null, release)).status).toBe(401);
  expect((await told(key, release)).status).toBe(201);
  expect((await told(key, release)).status).toBe(200);
  await page.goto(`${origin}/releases/${version}`);
  await page.getByText(change).first().waitFor();

  // The week's bulletin did not tell of it: it is taken back in the open, and the home page does not let one forget the week.
  await page.goto(`${origin}/bulletins?q=${encodeURIComponent(weekName)}`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByText("Retract it").click();
  const retraction = page.getByRole("form", { name: "Retract" });
  await retraction.getByLabel("Finnish").fill(`Tiedote korvataan uudella. ${mark}`);
  await retraction.getByLabel("English").fill(`A new one replaces it. ${mark}`);
  await retraction.getByRole("button", { name: "Retract" }).click();
  await page.getByText(/^Retracted \d{4}-/).waitFor();
  const retracted = new URL((await page.getByRole("link", { name: "English" }).last().getAttribute("href"))!);
  const customer = await visitor({ javaScript: false });
  const inPlace = await publicPage(customer.page, retracted.pathname + retracted.search);
  expect(inPlace).toContain("This text was taken back and is no longer shown.");
  expect(inPlace).toContain(`A new one replaces it. ${mark}`);
  await page.goto(origin);
  await page.getByRole("link", { name: `The bulletin of week ${weekName} should be out and is not.` }).click();
  await page.getByRole("heading", { name: "New weekly bulletin", level: 1 }).waitFor();
  expect(await page.getByRole("radio", { checked: true }).locator("xpath=..").textContent()).toMatch(
    new RegExp(`^Week ${week}\\b.*Collects .*${version.replaceAll(".", "\\.")} \\(1 line\\)`),
  );
  await page.getByRole("button", { name: "Begin the draft" }).click();

  // The release's line is in every language; what it means to a reader is put into words, beside what they will see.
  await page.getByRole("heading", { name: "Edit", level: 1 }).waitFor();
  expect(await page.locator('[name="fi.new"]').inputValue()).toContain(`- ${change}`);
  const finnish = `Laskun kopio saa **liitteet** mukaansa ${mark}`;
  await write(page, { "fi.lead": `Laskujen kopiointi paranee ${mark}`, "fi.new": `- ${finnish}` });
  const preview = page.getByRole("region", { name: "Preview" }).first();
  await preview.getByText(`Laskujen kopiointi paranee ${mark}`).waitFor();
  await preview
    .locator("li strong")
    .filter({ hasText: /^liitteet$/ })
    .waitFor();
  await write(page, { "sv.lead": `Kopior av fakturor ${mark}`, "sv.new": "- Bilagorna följer med" });
  await markReady(page, "Swedish");
  await write(page, { "en.lead": `Copies of invoices ${mark}`, "en.new": "- Attachments come along" });
  await markReady(page, "English");
  await save(page);
  await page.getByRole("link", { name: "To the bulletin" }).click();
  await page.getByRole("button", { name: "Send to review" }).click();
  const approve = page.getByRole("button", { name: "Approve", exact: true });
  await approve.waitFor();
  expect(await approve.getAttribute("aria-disabled")).toBe("true");
  const bulletin = page.url();

  const jonna = await visitor();
  await signIn(jonna, "Jonna");
  await jonna.page.getByRole("link", { name: `“Viikkotiedote ${weekName}” waits for your review.` }).click();
  await jonna.page.getByText("Juuso Julkaisula sent it to review.").waitFor();
  await approveAndPublish(jonna.page, bulletin, "Jonna");

  // Anybody finds it, without scripts, in their language; programs find it in the feeds.
  const found = await publicPage(customer.page, `/public/bulletins?lang=sv&q=${mark}`);
  expect(found).toContain(`Kopior av fakturor ${mark}`);
  await customer.page
    .getByRole("main")
    .getByRole("link", { name: `Veckobulletin ${weekName}` })
    .first()
    .click();
  expect(await customer.page.getByRole("article").textContent()).toContain("Bilagorna följer med");
  const article = new URL(customer.page.url()).pathname;
  const atom = await feed("fi.atom");
  expect(atom).toContain(`Laskun kopio saa <strong>liitteet</strong> mukaansa ${mark}`);
  const { items } = JSON.parse(await feed("en.json"));
  expect(items[0]).toMatchObject({ title: `Weekly bulletin ${weekName}`, url: `${portalOrigin}${article}?lang=en` });
  expect(items[0].content_html).toContain("Attachments come along");

  // A correction leaves the public text alone until it is approved as well.
  await page.goto(bulletin);
  await page.getByRole("button", { name: "Correct it" }).click();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await write(page, { "en.new": "- Attachments of up to 10 MB come along" });
  await save(page);
  await page.getByRole("link", { name: "To the bulletin" }).click();
  const submit = page.getByRole("form", { name: "Send to review" });
  await submit.getByLabel("Finnish").fill(`Liitteiden koko lisätty ${mark}`);
  await submit.getByLabel("English").fill(`The size of attachments was added ${mark}`);
  await submit.getByRole("button", { name: "Send to review" }).click();
  await page.getByText(/^In review by another person/).waitFor();
  expect(await publicPage(customer.page, `${article}?lang=en`)).not.toContain("10 MB");

  await jonna.page.goto(`${bulletin}?language=en`);
  const changes = jonna.page.getByRole("region", { name: "What it changes of what is public" });
  expect(await changes.locator("ins").textContent()).toContain("of up to 10 MB");
  await approveAndPublish(jonna.page, bulletin, "Jonna");
  const corrected = await publicPage(customer.page, `${article}?lang=en`);
  expect(corrected).toContain("Attachments of up to 10 MB come along");
  expect(corrected).toContain("The text was corrected");
  expect(corrected).toContain(`The size of attachments was added ${mark}`);
  const again = JSON.parse(await feed("en.json")).items;
  expect(again[0].id).toBe(items[0].id);
  expect(again[0].content_html).toContain(`The size of attachments was added ${mark}`);
  expect(again.filter(({ id }: { id: string }) => id === items[0].id)).toHaveLength(1);

  await page.goto(origin);
  await page.getByRole("heading", { name: "Bulletins" }).waitFor();
  expect(await page.getByRole("main").textContent()).not.toContain(`week ${weekName}`);
  expect([...juuso.trouble, ...jonna.trouble, ...customer.trouble]).toEqual([]);
});
