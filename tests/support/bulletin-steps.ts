import type { Page } from "playwright-core";
import { inject } from "vitest";
import { throughBroker } from "./browser.ts";

/** Writes into the editor's fields by their names (`fi.title`, `sv.new`), turning to each language as a person does. */
export async function write(page: Page, texts: Record<string, string>): Promise<void> {
  const names = { fi: "Finnish", sv: "Swedish", en: "English" } as const;
  for (const [name, text] of Object.entries(texts)) {
    await page
      .getByRole("group", { name: "Language" })
      .getByText(names[name.slice(0, 2) as keyof typeof names])
      .click();
    await page.locator(`[name="${name}"]`).fill(text);
  }
}

/** Says that a language of which the pane is shown is ready for its readers. */
export const markReady = (page: Page, language: string) =>
  page.getByRole("checkbox", { name: `Ready for readers of ${language}` }).check();

/** Presses Save and waits until the bar says the version. */
export async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/^Saved as version \d+\./).waitFor();
}

/** Proves anew who one is, then approves and publishes what is on the page of a bulletin. */
export async function approveAndPublish(page: Page, bulletin: string, name: string): Promise<void> {
  const { pathname } = new URL(bulletin);
  await page.goto(`${inject("demo").origin}/sign-in?fresh=1&returnTo=${encodeURIComponent(pathname)}`);
  await page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(page, name);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await page.getByRole("heading", { name: "If something in it is wrong" }).waitFor();
}
