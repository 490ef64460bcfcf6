import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { portalMessages } from "#app/i18n/portal.ts";
import { type Visitor, visitor } from "./browser.ts";
import type { Recipient } from "./export-steps.ts";

const LINK = /http:\/\/portal\.localhost:\d+\/d#[\w-]{43}/;
const CODE = /#(\d{8})/;
const locales = { fi: "fi-FI", sv: "sv-SE", en: "en-GB" };

/** The newest message that the demo sent to an address. Empty: there is none. As a person who may see it. */
async function messageTo(page: Page, kind: "E-mail" | "SMS", address: string): Promise<string> {
  await page.goto(new URL("/outbox", page.url()).href);
  const messages = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: `${kind} to ${address}` }) });
  return (await messages.count()) === 0 ? "" : ((await messages.first().textContent()) ?? "");
}

/** The link that an archive's recipient got by e-mail. @param staff a page of somebody who sees the Outbox */
export async function linkFor(staff: Page, { email }: Recipient): Promise<string> {
  await expect.poll(() => messageTo(staff, "E-mail", email), { timeout: 60_000 }).toMatch(LINK);
  return LINK.exec(await messageTo(staff, "E-mail", email))![0];
}

/** The newest SMS to an archive's recipient. Empty: none went. @param staff a page of somebody who sees the Outbox */
export const smsTo = (staff: Page, { phone }: Recipient): Promise<string> => messageTo(staff, "SMS", phone);

/** Opens a link of an e-mail, and waits until the page has taken the secret out of its address: its buttons need it. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.waitForURL((url) => url.hash === "");
}

/** Opens the link and asks for a code. @returns the code, which came by SMS */
export async function askForCode(staff: Page, customer: Page, link: string, recipient: Recipient): Promise<string> {
  const t = portalMessages(recipient.language);
  const sms = async () => CODE.exec(await smsTo(staff, recipient))?.[1];
  const before = await sms();
  await openLink(customer, link);
  await customer.getByRole("button", { name: t.send, exact: true }).click();
  await customer.getByLabel(t.codeLabel).waitFor();
  await expect.poll(async () => (await sms()) ?? before, { timeout: 60_000 }).not.toBe(before);
  return (await sms())!;
}

/**
 * Opens the link as its recipient does, in the recipient's language: asks for a code, types it, and stands before the archive.
 * @param staff a page of somebody who sees the Outbox, where the e-mail and the SMS of the demo lie
 */
export async function enterPortal(staff: Page, recipient: Recipient): Promise<Visitor> {
  const link = await linkFor(staff, recipient);
  const t = portalMessages(recipient.language);
  const customer = await visitor({ width: 390, height: 844, locale: locales[recipient.language] });
  const code = await askForCode(staff, customer.page, link, recipient);
  await customer.page.getByLabel(t.codeLabel).fill(code);
  await customer.page.getByRole("button", { name: t.continue, exact: true }).click();
  await customer.page
    .getByRole("heading", { level: 1, name: new RegExp(Object.values(t.archiveTitle).join("|")) })
    .waitFor();
  return customer;
}

/** Clicks what downloads, and keeps the file under its own name in a new folder. @returns where it is */
export async function fetchFile(page: Page, name: string, folder?: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.getByRole("link", { name, exact: true }).click(),
  ]);
  const file = path.join(folder ?? mkdtempSync(path.join(tmpdir(), "huolto-fetched-")), download.suggestedFilename());
  await download.saveAs(file);
  return file;
}
