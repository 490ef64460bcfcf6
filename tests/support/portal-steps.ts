import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { portalMessages } from "#app/i18n/portal.ts";
import { type Visitor, visitor } from "./browser.ts";
import type { Recipient } from "./export-steps.ts";

const LINK = /http:\/\/portal\.localhost:\d+\/d#[\w-]{43}/;
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

/**
 * Opens the link as its recipient does, in the recipient's language: asks for a code, types it, and stands before the archive.
 * @param staff a page of somebody who sees the Outbox, where the e-mail and the SMS of the demo lie
 */
export async function enterPortal(staff: Page, recipient: Recipient): Promise<Visitor> {
  const link = await linkFor(staff, recipient);
  const t = portalMessages(recipient.language);
  const customer = await visitor({ width: 390, height: 844, locale: locales[recipient.language] });
  await customer.page.goto(link);
  await customer.page.getByRole("button", { name: t.send, exact: true }).click();
  const code = customer.page.getByLabel(t.codeLabel);
  await code.waitFor();
  const sms = () => messageTo(staff, "SMS", recipient.phone);
  await expect.poll(sms, { timeout: 60_000 }).toMatch(/#\d{8}/);
  await code.fill(/#(\d{8})/.exec(await sms())![1]!);
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
