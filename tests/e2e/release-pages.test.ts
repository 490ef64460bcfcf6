import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, expectFits, signIn, type Visitor, visitor } from "#tests/support/browser.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** Maintenance, releases and bulletins, as staff and as everybody meets them: axe, both themes, desk to phone, without scripts. */
closeBrowserAfterwards();
const { origin, portalOrigin } = inject("demo");

/** The first link of the first table of a page. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(origin + list);
  return (await page.getByRole("table").first().locator("tbody").getByRole("link").first().getAttribute("href"))!;
}

/** What is behind disclosures is on the page too. */
async function expectWholeSound(person: Visitor, address: string) {
  await person.page.goto(origin + address);
  await person.page.locator("main details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  await expectSound(person);
}

test("the release manager's pages of maintenance and releases", async () => {
  const juuso = await visitor();
  await signIn(juuso, "Juuso Julkaisula");
  const { page } = juuso;
  const year = new Date().getFullYear();
  await expectWholeSound(juuso, `/maintenance?year=${year}`);
  for (const shown of [year, year + 1])
    await expectWholeSound(juuso, await firstOf(page, `/maintenance?year=${shown}`));
  await expectSound(juuso, { at: `${origin}/maintenance/urgent` });
  await expectSound(juuso, { at: `${origin}/maintenance/nonsense`, status: 404 });
  await expectSound(juuso, { at: `${origin}/releases` });
  await expectWholeSound(juuso, await firstOf(page, "/releases"));
  for (const address of ["/releases/new", "/releases/keys", "/mailings"])
    await expectSound(juuso, { at: origin + address });
  expect(juuso.trouble).toEqual([]);
});

test("the release manager's pages of bulletins", async () => {
  const jonna = await visitor();
  await signIn(jonna, "Jonna Julkaisulahti");
  const { page } = jonna;
  await expectSound(jonna, { at: `${origin}/bulletins` });
  await expectSound(jonna, { at: `${origin}/bulletins?kind=important&state=retracted&q=zzz` });
  await expectSound(jonna, { at: `${origin}/bulletins/new` });
  const published = await firstOf(page, "/bulletins?state=published");
  await expectWholeSound(jonna, published);
  await expectSound(jonna, { at: `${origin}${published}/versions` });
  // Its editor is closed while it is published; a draft's is open.
  await expectSound(jonna, { at: `${origin}${published}/edit` });
  await page.goto(`${origin}/bulletins/new?kind=important`);
  await page.getByRole("button", { name: "Begin the draft" }).click();
  await page.getByRole("heading", { name: "Edit", level: 1 }).waitFor();
  await expectSound(jonna);
  await page.getByRole("group", { name: "Language" }).getByText("Swedish").click();
  await expectSound(jonna);
  await page.getByRole("link", { name: "To the announcement" }).click();
  await page.getByText("The Finnish title is empty.").waitFor();
  await expectSound(jonna);
  expect(jonna.trouble).toEqual([]);
});

test("the public pages", async () => {
  const customer = await visitor();
  const { page } = customer;
  for (const address of ["/public?lang=sv", "/public/maintenance?lang=fi", "/public/announcements?lang=en"]) {
    await expectSound(customer, { at: portalOrigin + address });
    expect(await page.locator("html").getAttribute("lang")).toBe(address.slice(-2));
  }
  await page.goto(`${portalOrigin}/public/bulletins?lang=fi`);
  await page.getByRole("main").locator("li h2 a").last().click();
  await page.getByRole("article").waitFor();
  await expectSound(customer);
  await expectSound(customer, { at: `${portalOrigin}/public/bulletins?lang=sv&q=zzz` });
  await expectSound(customer, { at: `${portalOrigin}/public/subscribe?lang=en` });
  await expectSound(customer, { at: `${portalOrigin}/public/subscription?lang=fi&token=${"A".repeat(43)}` });
  await expectSound(customer, { at: `${portalOrigin}/public/bulletins/no-such?lang=en`, status: 404 });
  expect(customer.trouble).toEqual([]);
});

test("without JavaScript everything public is read, searched and turned into another language", async () => {
  const customer = await visitor({ javaScript: false, width: 390, height: 844 });
  const { page } = customer;
  await page.goto(`${portalOrigin}/public?lang=en`);
  await page.getByRole("link", { name: "All: Weekly bulletins" }).click();
  await page.getByLabel("Search titles and texts").waitFor();
  const titles = page.getByRole("main").locator("li h2");
  const first = await titles.first().textContent();
  await page.getByLabel("Search titles and texts").fill(first!);
  await page.getByRole("button", { name: "Search" }).click();
  await page
    .getByRole("status")
    .filter({ hasText: /^\d+ match/ })
    .waitFor();
  await titles.getByRole("link", { name: first! }).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("link", { name: "Svenska" }).click();
  await page.locator("html[lang=sv]").waitFor();
  await page.getByRole("link", { name: "Underhållsavbrott" }).click();
  // A year ahead of it, by the plan.
  await expect.poll(() => page.locator("main li time").count()).toBeGreaterThan(18);
  await expectFits(page);
  expect(customer.trouble).toEqual([]);
});

test("customer service and the auditor read all of it and change nothing; others see none", async () => {
  for (const name of ["Pirkko Palvelusto", "Tarmo Tarkastola"]) {
    const reader = await visitor();
    await signIn(reader, name);
    for (const list of ["/maintenance", "/releases", "/bulletins"]) {
      await reader.page.goto(origin + (await firstOf(reader.page, list)));
      expect(await reader.page.locator("main form[method=post]").count(), list).toBe(0);
    }
    await expectSound(reader);
    for (const closed of ["/maintenance/urgent", "/releases/new", "/releases/keys", "/bulletins/new"])
      expect((await reader.page.goto(origin + closed))!.status(), closed).toBe(403);
    expect(reader.trouble).toEqual([]);
  }
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  for (const closed of ["/maintenance", "/releases", "/bulletins", "/mailings"])
    expect((await officer.page.goto(origin + closed))!.status(), closed).toBe(403);
});
