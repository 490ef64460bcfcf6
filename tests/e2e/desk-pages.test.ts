import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { closeBrowserAfterwards, expectAccessible, signIn, type Visitor, visitor } from "#tests/support/browser.ts";
import { wallTime } from "#tests/support/desk-steps.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** The desk's pages as each who may see them meets them: axe, both themes, desk to phone, and all of it by keyboard. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const MINUTES = 60_000;
const { businessId } = COMPANIES[1]!;
const period = `from=${wallTime(Date.now() - 26 * 60 * MINUTES)}&to=${wallTime(Date.now() - 25 * 60 * MINUTES)}`;

async function signedIn(name: string): Promise<Visitor> {
  const person = await visitor();
  await signIn(person, name);
  return person;
}

async function expectAllSound(person: Visitor, addresses: readonly string[], status = 200) {
  for (const address of addresses) await expectSound(person, { at: origin + address, status });
  expect(person.trouble).toEqual([]);
}

/** Everything that is folded on the page that is open. */
async function expectSoundUnfolded(person: Visitor) {
  await person.page.locator("main details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  await expectSound(person);
  expect(person.trouble).toEqual([]);
}

/** Goes where the first row of the page's table leads. */
async function openFirst({ page }: Visitor, address: string) {
  await page.goto(origin + address);
  const first = page.locator("main tbody th[scope=row] a").first();
  const to = (await first.getAttribute("href"))!;
  await page.goto(origin + to);
}

test("customer service: customers, and why it is slow for one", async () => {
  const pirkko = await signedIn("Pirkko Palvelusto");
  await expectAllSound(pirkko, [
    "/",
    "/customers?q=zzzz",
    `/customers/${businessId}`,
    "/diagnosis",
    `/diagnosis?customer=${businessId}&${period}`,
  ]);
  await expectAllSound(pirkko, ["/customers/0000000-0"], 404);
});

test("customer service: cases", async () => {
  const pirkko = await signedIn("Pirkko Palvelusto");
  await expectAllSound(pirkko, ["/cases", "/cases?q=zzzz", "/cases/new", "/cases/new?kind=slowdown"]);
  await openFirst(pirkko, "/cases?kind=slowdown");
  await expectSoundUnfolded(pirkko);
  // What the form refuses is said on the page, and beside the field.
  await pirkko.page.goto(`${origin}/cases/new?kind=restore`);
  const form = pirkko.page.getByRole("form", { name: /^New case/ });
  await form.evaluate((node) => node.setAttribute("novalidate", ""));
  await form.getByRole("button", { name: "Open the case" }).click();
  await pirkko.page.getByText("Write the customer's name or business id.").first().waitFor();
  await expectSound(pirkko);
  await expectAllSound(pirkko, ["/cases/webhooks"], 403);
});

test("customer service: IP restrictions, disclosures, runbooks", async () => {
  const pirkko = await signedIn("Pirkko Palvelusto");
  await expectAllSound(pirkko, [
    "/ip-restrictions",
    `/ip-restrictions/new?customer=${COMPANIES[8]!.businessId}`,
    `/ip-restrictions/test?customer=${businessId}&address=203.0.113.9`,
    "/ip-restrictions/balancers",
    "/runbooks",
    "/runbooks/slowdown-integration",
  ]);
  await openFirst(pirkko, "/ip-restrictions");
  await expectSoundUnfolded(pirkko);
  await pirkko.page.goto(`${origin}/disclosures`);
  await expectSoundUnfolded(pirkko);
});

test("the platform team's pages", async () => {
  const alma = await signedIn("Alma Alustala");
  await expectAllSound(alma, ["/", "/cases?kind=vulnerability", "/disclosures"]);
  await alma.page.goto(`${origin}/cases/webhooks`);
  await expectSoundUnfolded(alma);
  await openFirst(alma, "/cases?kind=vulnerability");
  await expectSoundUnfolded(alma);
});

test("the auditor reads the desk's pages and changes nothing", async () => {
  const tarmo = await signedIn("Tarmo Tarkastola");
  await expectAllSound(tarmo, [`/customers/${businessId}`, "/runbooks/partner-limit"]);
  for (const list of ["/cases", "/ip-restrictions"]) {
    await openFirst(tarmo, list);
    await expectSoundUnfolded(tarmo);
    expect(await tarmo.page.locator("main form[method=post]").count()).toBe(0);
  }
  for (const address of ["/cases/new", "/cases/webhooks", "/ip-restrictions/new", "/disclosures"])
    expect((await tarmo.page.goto(origin + address))!.status(), address).toBe(403);
});

test("the desk is closed to whoever has no work there", async () => {
  const veera = await signedIn("Veera Vientilä");
  for (const address of ["/customers", "/cases", "/ip-restrictions", "/disclosures", "/diagnosis"])
    expect((await veera.page.goto(origin + address))!.status(), address).toBe(403);
});

test("a customer is found from any page by keyboard alone, also with a slip", async () => {
  const pirkko = await signedIn("Pirkko Palvelusto");
  const { page } = pirkko;
  // The button is there once the page listens to keys.
  await page.getByRole("button", { name: "Find a customer" }).waitFor();
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Find a customer" });
  const field = dialog.getByRole("combobox");
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.type("Kusikummun tukuk");
  const options = dialog.getByRole("option");
  await options.first().filter({ hasText: "Kuusikummun Tukku Oy" }).waitFor();
  await expectAccessible(page);
  const active = async () => (await field.getAttribute("aria-activedescendant")) ?? "";
  await expect.poll(active).toMatch(/-list-0$/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await page.keyboard.press("Control+k");
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.type("oy");
  await options.nth(2).waitFor();
  await expect.poll(active).toMatch(/-list-0$/);
  await page.keyboard.press("ArrowDown");
  await expect.poll(active).toMatch(/-list-1$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect.poll(active).toMatch(/-list-1$/);
  const chosen = (await options.nth(1).locator("span").first().textContent())!.trim();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: chosen }).waitFor();
  expect(pirkko.trouble).toEqual([]);
});

test("in the list of cases j and k go from case to case, and Enter opens one", async () => {
  const pirkko = await signedIn("Pirkko Palvelusto");
  const { page } = pirkko;
  await page.goto(`${origin}/cases`);
  await page.getByRole("button", { name: "Find a customer" }).waitFor();
  const links = page.locator("main tbody th[scope=row] a");
  const at = (n: number) =>
    expect.poll(() => links.nth(n).evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("j");
  await at(0);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await at(2);
  await page.keyboard.press("k");
  await at(1);
  const subject = (await links.nth(1).textContent())!.trim();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: subject }).waitFor();
  expect(pirkko.trouble).toEqual([]);
});

/** Presses Tab until the cursor is on a button or a link of this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    if ((await focused()) === name) return;
  }
  throw new Error(`In 120 presses of Tab the cursor did not come to “${name}”.`);
}

test("two follow a runbook together by keyboard, and each sees what the other has done", async () => {
  const [pirkko, paivi] = [await signedIn("Pirkko Palvelusto"), await signedIn("Päivi Palvelija")];
  await pirkko.page.goto(`${origin}/runbooks/scan-or-audit`);
  await pirkko.page.getByRole("button", { name: "Find a customer" }).waitFor();
  await tabTo(pirkko.page, "Start a run");
  await pirkko.page.keyboard.press("Enter");
  await pirkko.page.waitForURL(/\/runbooks\/runs\//);
  await paivi.page.goto(pirkko.page.url());
  await paivi.page.getByRole("button", { name: /^Tick ?, step 1$/ }).waitFor();

  await tabTo(pirkko.page, "Tick, step 1");
  await pirkko.page.keyboard.press("Enter");
  // Nothing is reloaded by hand.
  await paivi.page.getByText(/^by Pirkko Palvelusto, /).waitFor({ timeout: 180_000 });
  await tabTo(paivi.page, "Tick, step 2");
  await paivi.page.keyboard.press("Enter");
  await pirkko.page.getByText(/^by Päivi Palvelija, /).waitFor({ timeout: 180_000 });
  await pirkko.page.getByRole("progressbar", { name: /^[23] of \d+ steps done$/ }).waitFor();
  await expectSound(paivi);
  expect([...pirkko.trouble, ...paivi.trouble]).toEqual([]);
});
