import type { Page } from "playwright-core";
import { inject } from "vitest";
import { addressOf, inState, signInAgain } from "./desk-steps.ts";

/** Whoever gets the archive. An address of one's own tells a test's messages from those of the others. */
export type Recipient = { name: string; email: string; phone: string; language: "fi" | "sv" | "en" };

const MAIJA: Recipient = {
  name: "Maija Lähtijä",
  email: "maija@leaving.example",
  phone: "040 123 4567",
  language: "fi",
};

const plusDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

type Asked = { origin?: string; part?: "books" | "payroll"; recipient?: Recipient };

/** Chooses the company and fills the request's form, as an officer does. */
export async function fillRequest(
  page: Page,
  company: string,
  { origin = inject("demo").origin, part = "books", recipient = MAIJA }: Asked = {},
): Promise<void> {
  await page.goto(`${origin}/exports/new`);
  await page.getByLabel("Find the company").fill(company);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: new RegExp(`^Choose ${company}`) }).click();
  await page.getByLabel("Name of the person").fill(recipient.name);
  await page.getByLabel("Authority").selectOption({ index: 1 });
  await page.getByLabel("Contract ends on").fill(plusDays(30));
  await page.getByLabel("Name", { exact: true }).fill(recipient.name);
  await page.getByLabel("E-mail").fill(recipient.email);
  await page.getByLabel("Mobile phone, from the contract").fill(recipient.phone);
  await page.getByLabel("Language of the messages").selectOption(recipient.language);
  await page.getByLabel("Archive of").selectOption(part);
}

/** As `fillRequest`, and goes on; leaves off at the scope's page. */
export async function requestExport(page: Page, company: string, asked: Asked = {}): Promise<void> {
  await fillRequest(page, company, asked);
  await page.getByRole("button", { name: "Go on to the scope" }).click();
  await page.getByRole("button", { name: "Record this scope for approval" }).waitFor();
}

/** From the scope's page to the request that waits for its approval. @returns the request's address */
export async function recordScope(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Record this scope for approval" }).click();
  await inState(page, "Waiting for approval").waitFor();
  return addressOf(page);
}

/** Approves what stands on the approval page, with a sign-in made just now. */
export async function approveRequest(page: Page, request: string, name: string): Promise<void> {
  await signInAgain(page, `${request}/approval`, name);
  await page.getByRole("button", { name: "Approve and start the run" }).click();
  await page.waitForURL(request);
}

/** Waits until the archive is made, however long that takes on a busy machine, and hands it over. */
export async function handOver(page: Page, request: string): Promise<void> {
  await page.goto(request);
  const button = page.getByRole("button", { name: "Hand over" });
  await button.waitFor({ timeout: 400_000 });
  await button.click();
  await inState(page, "Handed over").waitFor();
}
