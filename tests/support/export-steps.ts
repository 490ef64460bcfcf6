import type { Page } from "playwright-core";
import { inject } from "vitest";

const plusDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Chooses the company and fills the request's form, as an officer does; leaves off at the scope's page. */
export async function requestExport(page: Page, company: string): Promise<void> {
  await page.goto(`${inject("demo").origin}/exports/new`);
  await page.getByLabel("Find the company").fill(company);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: new RegExp(`^Choose ${company}`) }).click();
  await page.getByLabel("Name of the person").fill("Maija Lähtijä");
  await page.getByLabel("Authority").selectOption({ index: 1 });
  await page.getByLabel("Contract ends on").fill(plusDays(30));
  await page.getByLabel("Name", { exact: true }).fill("Maija Lähtijä");
  await page.getByLabel("E-mail").fill("maija@leaving.example");
  await page.getByLabel("Mobile phone, from the contract").fill("040 123 4567");
  await page.getByRole("button", { name: "Go on to the scope" }).click();
  await page.getByRole("button", { name: "Record this scope for approval" }).waitFor();
}

/** From the scope's page to the request that waits for its approval. @returns the request's address */
export async function recordScope(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Record this scope for approval" }).click();
  await page.getByText("Waiting for approval").first().waitFor();
  return page.url();
}
