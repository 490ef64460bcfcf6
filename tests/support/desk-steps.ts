import type { Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { throughBroker } from "./browser.ts";

/** A wall time of Helsinki as a browser's field takes it, of an instant in milliseconds: `2026-11-23T09:00`. */
export const wallTime = (instant: number) =>
  new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Helsinki" })
    .format(instant)
    .replace(" ", "T");

/** The address of a case or another page without what was said on the way to it. */
export const addressOf = (page: Page) => page.url().replace(/[?#].*$/, "");

/** Chooses a customer as a person does: types a part of the name, takes the first that is offered with the keys. */
export async function pickCustomer(page: Page, name: string): Promise<void> {
  const field = page.getByRole("combobox", { name: "Customer", exact: true });
  await field.pressSequentially(name);
  await page.getByRole("option").first().filter({ hasText: name }).waitFor();
  await field.press("ArrowDown");
  await field.press("Enter");
}

/**
 * Opens a case of a kind by hand.
 * @param asked what the kind asks, by the name of the field: text, a day, a wall time, or the value of a choice
 * @returns the case's address
 */
export async function openCase(
  page: Page,
  kind: string,
  { customer, subject, asked }: { customer?: string; subject: string; asked: Record<string, string> },
): Promise<string> {
  await page.goto(`${inject("demo").origin}/cases`);
  await page.getByRole("link", { name: "Open a case" }).first().click();
  await page.getByRole("link", { name: `Choose ${kind}` }).click();
  const form = page.getByRole("form", { name: `New case: ${kind}` });
  await form.waitFor();
  if (customer) await pickCustomer(page, customer);
  await form.getByLabel("Subject").fill(subject);
  await form.getByLabel("The customer is answered in").selectOption("English");
  for (const [name, value] of Object.entries(asked)) await fillIn(form.locator(`[name="request.${name}"]`), value);
  await form.getByRole("button", { name: "Open the case" }).click();
  await page.getByText("The case is open.").waitFor();
  return addressOf(page);
}

async function fillIn(field: Locator, value: string): Promise<void> {
  if (await field.evaluate((node) => node.tagName === "SELECT")) await field.selectOption(value);
  else await field.fill(value);
}

/** Takes a step of a case, with words where it asks for them, and waits until the case stands where it leads. */
export async function takeStep(page: Page, label: string, { text, to }: { text?: string; to: string }): Promise<void> {
  if (text === undefined) await page.getByRole("button", { name: label, exact: true }).click();
  else {
    await page.locator("summary").filter({ hasText: label }).click();
    const form = page.getByRole("form", { name: label });
    await form.getByRole("textbox").fill(text);
    await form.getByRole("button", { name: label }).click();
  }
  await page.getByText("Done: the case has moved on.").waitFor();
  await inState(page, to).waitFor();
}

/** The state beside the title of a case. */
export const inState = (page: Page, state: string) =>
  page.getByRole("heading", { level: 1 }).getByText(state, { exact: true });

/**
 * Answers the customer: with the template that the last step offers, its open places filled in order, or in words of one's own.
 * @returns what was sent
 */
export async function reply(
  page: Page,
  { words = [], text }: { words?: string[]; text?: string } = {},
): Promise<string> {
  const form = page.getByRole("form", { name: "Reply" });
  const field = form.getByLabel("Reply to the customer");
  if (text === undefined) {
    await form.getByRole("button", { name: "Use the template" }).click();
    const template = await field.inputValue();
    await field.fill(words.reduce((whole, word) => whole.replace("…", word), template));
  } else await field.fill(text);
  const sent = await field.inputValue();
  await form.getByRole("button", { name: "Send the reply" }).click();
  await page.getByText("The reply is on the time line").waitFor();
  return sent;
}

/** A box of the page by its heading. */
export const panel = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });

/** What happened with the case, newest first. */
export const timeline = (page: Page) => panel(page, "What happened, newest first");

/** Proves anew who one is, as an approval asks, and comes back to the page. */
export async function signInAgain(page: Page, address: string, name: string): Promise<void> {
  const { origin, pathname } = new URL(address);
  await page.goto(`${origin}/sign-in?fresh=1&returnTo=${encodeURIComponent(pathname)}`);
  await page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(page, name, origin);
}

/** The newest message that the demo sent, of those that say a word; empty: there is none. As a person who may see it. */
export async function messageWith(page: Page, kind: "E-mail" | "SMS", word: string): Promise<string> {
  await page.goto(`${inject("demo").origin}/outbox`);
  const messages = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: new RegExp(`^${kind} to`) }), hasText: word });
  return (await messages.count()) === 0 ? "" : ((await messages.first().textContent()) ?? "");
}
