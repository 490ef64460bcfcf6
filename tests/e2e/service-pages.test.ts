import { beforeAll, expect, inject, test } from "vitest";
import { closeBrowserAfterwards, expectFits, signIn, type Visitor, visitor } from "#tests/support/browser.ts";
import { until } from "#tests/support/processes.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** Health, latency and on call, as those who may see them meet each page: axe, both themes, desk to phone, and what is kept from whom. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const DEMO_DATA = "Measurements are demo data.";
/** A day of the demo's history with traffic, zoomed into: the last whole day in Helsinki. */
const yesterday = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(Date.now() - 86_400_000);
const ZOOMED = `/latency?from=${yesterday}T08:00&to=${yesterday}T16:00`;

let alma: Visitor;
beforeAll(async () => {
  alma = await visitor();
  await signIn(alma, "Alma Alustala");
  // The worker reads the history backwards: a quarter of a year fills every page.
  await until(
    "a history of ninety days",
    async () => {
      await alma.page.goto(`${origin}/latency/calendar`);
      const [, days] = /^Of (\d+) measured days/.exec(await lead(alma)) ?? [];
      return Number(days ?? 0) >= 90;
    },
    380_000,
  );
});

const lead = async ({ page }: Visitor) => (await page.locator("main header p").last().textContent()) ?? "";

async function expectAllSound(person: Visitor, addresses: readonly string[]) {
  for (const address of addresses) {
    await expectSound(person, { at: origin + address });
    expect(await person.page.getByRole("complementary").textContent(), address).toContain(DEMO_DATA);
  }
  expect(person.trouble).toEqual([]);
}

async function expectForbidden({ page }: Visitor, addresses: readonly string[]) {
  for (const address of addresses) expect((await page.goto(origin + address))!.status(), address).toBe(403);
}

test("the platform team's pages of health", async () => {
  await expectAllSound(alma, [
    "/",
    "/health",
    "/health/components",
    "/health/components/app-servers",
    "/health/components/app-servers/edit",
    "/health/new-component",
    "/health/source",
    "/service-facts",
  ]);
});

test("the platform team's pages of incidents, backups and on call", async () => {
  const { page } = alma;
  await expectAllSound(alma, ["/health/incidents", "/health/incidents?state=open&q=zzz", "/health/new-incident"]);
  await page.goto(`${origin}/health/incidents?state=resolved`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByText("What happened, newest first").waitFor();
  await openAll(alma);
  await expectSound(alma);
  const failed = `failed=${yesterday}T08:00&discovered=${yesterday}T09:30&extent=active&kind=loss`;
  await expectAllSound(alma, ["/health/backups", `/health/backups?${failed}`, "/health/backups?failed=x"]);
  await page.goto(`${origin}/health/on-call`);
  await openAll(alma);
  await expectSound(alma);
});

test("the platform team's pages of latency", async () => {
  await expectAllSound(alma, [
    "/latency?as=table",
    `${ZOOMED}&split=1`,
    "/latency?period=365d&client=api",
    "/latency/pages",
    "/latency/pages?filter=zzz",
    "/latency/parts",
    "/latency/customers",
    "/latency/calendar",
    "/latency/calendar?as=hours",
    "/latency/report",
  ]);
  await alma.page.goto(`${origin}/latency`);
  await openAll(alma);
  await expectSound(alma);
  // A row for each day of a year: axe takes long, and the table is made as the others are.
  await alma.page.goto(`${origin}/latency/calendar?as=days`);
  await expectFits(alma.page);
  const days = alma.page.getByRole("table", { name: "Average by day, last 53 weeks" });
  expect(await days.locator("tbody tr").count()).toBeGreaterThanOrEqual(90);
});

/** What is behind disclosures is on the page too. */
const openAll = ({ page }: Visitor) =>
  page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });

test("customer service reads health and latency, and changes neither", async () => {
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  const { page } = pirkko;
  await expectAllSound(pirkko, ["/", "/health", "/health/on-call", "/latency", "/latency/customers"]);
  await expectForbidden(pirkko, [
    "/health/source",
    "/health/new-incident",
    "/health/new-component",
    "/health/components/banks/edit",
  ]);
  await page.goto(`${origin}/health/components/banks`);
  expect(await page.getByRole("link", { name: /^(Edit|Open an incident)$/ }).count()).toBe(0);
  await page.goto(`${origin}/health/incidents?state=resolved`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByText("What happened, newest first").waitFor();
  await expectSound(pirkko);
  expect(await page.locator("main form").count()).toBe(0);
  await page.goto(`${origin}/health/on-call`);
  expect(await page.getByText(/Ask for a swap|In your own calendar|Set a new rota/).count()).toBe(0);
  for (const address of ["/health/components", "/health/backups", "/service-facts", "/latency/report"])
    expect((await page.goto(origin + address))!.status(), address).toBe(200);
  await page.goto(`${origin}/health/backups`);
  expect(await page.getByText("Record a restore test").count()).toBe(0);
  expect(pirkko.trouble).toEqual([]);
});

test("the auditor reads all of it, and a release manager no customer's name", async () => {
  const tarmo = await visitor();
  await signIn(tarmo, "Tarmo Tarkastola");
  await expectAllSound(tarmo, ["/", "/health/components/backups", "/latency/pages?period=28d&sort=change"]);
  await expectForbidden(tarmo, ["/health/source", "/health/new-incident", "/health/components/banks/edit"]);
  for (const address of ["/health/incidents", "/health/backups", "/health/on-call", "/latency/customers"])
    expect((await tarmo.page.goto(origin + address))!.status(), address).toBe(200);
  expect(tarmo.trouble).toEqual([]);

  const juuso = await visitor();
  await signIn(juuso, "Juuso Julkaisula");
  await expectForbidden(juuso, ["/latency/customers", "/latency/file?view=customers&format=csv"]);
  await juuso.page.goto(`${origin}/latency`);
  const subNav = juuso.page.getByRole("navigation", { name: "Latency" });
  expect(await subNav.getByRole("link").allTextContents()).toEqual([
    "Overview",
    "Pages",
    "Servers and dependencies",
    "Calendar",
  ]);
});

test("an export officer reads the service's health and no latency", async () => {
  const veera = await visitor();
  await signIn(veera, "Veera Vientilä");
  await expectForbidden(veera, ["/latency", "/latency/report", "/health/on-call"]);
  await veera.page.goto(`${origin}/health`);
  expect(await lead(veera)).toMatch(/operational/);
  expect(
    await veera.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Latency" }).count(),
  ).toBe(0);
});

test("by keyboard: the pages of latency, a number's source, and the chart as a table", async () => {
  const { page } = alma;
  await page.goto(`${origin}/latency`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.getByRole("link", { name: "Overview" }).focus();
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Pages");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Latency by page", level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Latency", level: 1, exact: true }).waitFor();

  const source = page.locator("main details").filter({ hasText: "PromQL" }).first();
  await source.locator("summary").focus();
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe("solid");
  await page.keyboard.press("Enter");
  expect(await source.getAttribute("open")).not.toBeNull();
  expect(await source.locator("dl").textContent()).toMatch(/PromQLsum .*\(rate\(service_page_seconds_sum/);

  await page.getByRole("link", { name: /^Show as table/ }).focus();
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: /^Average server time, last 24 hours/ });
  await table.waitFor();
  expect(await table.locator("tbody tr").count()).toBeGreaterThan(280);
  expect(alma.trouble).toEqual([]);
});

test("without JavaScript: health, the chart, the sorted pages, and an incident can be told", async () => {
  const plain = await visitor({ javaScript: false });
  await signIn(plain, "Alma Alustala");
  const { page } = plain;
  await page.goto(`${origin}/health`);
  expect(await lead(plain)).toMatch(/operational/);
  expect(await page.getByRole("table", { name: "What customers use directly" }).getByRole("rowheader").count()).toBe(8);

  await page.goto(`${origin}/latency`);
  // The server's own line through at least two points of the day.
  expect(await page.locator('figure path[stroke-width="1.75"]').first().getAttribute("d")).toMatch(
    /^M[\d.]+ [\d.]+L[\d.]+ [\d.]+/,
  );
  await page.getByRole("link", { name: "28 days" }).click();
  await page.waitForURL((url) => url.searchParams.get("period") === "28d");

  await page.goto(`${origin}/latency/pages`);
  await page.getByRole("link", { name: "Average (s)" }).click();
  const column = page.getByRole("columnheader", { name: "Average (s)" });
  await expect.poll(() => column.getAttribute("aria-sort")).toBe("descending");
  const averages = await page
    .getByRole("table", { name: "Pages and client kinds" })
    .locator("tbody tr td:nth-of-type(2)")
    .allTextContents();
  expect(averages.length).toBeGreaterThan(20);
  expect(averages.map(Number)).toEqual([...averages.map(Number)].sort((a, b) => b - a));

  await page.goto(`${origin}/health/new-incident?component=print-and-scan`);
  await page.getByLabel("Title").fill("Letters are printed late");
  await page
    .getByLabel("What is known so far")
    .fill("The printer's queue stands. Told from a browser without scripts.");
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByRole("heading", { level: 1, name: /Letters are printed late/ }).waitFor();
  await page.getByText("It is over: resolve the incident").click();
  await page.getByLabel("What ended it").fill("The queue was started again.");
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByText(/^Resolved \d{4}-/).waitFor();
  expect(plain.trouble).toEqual([]);
});
