import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, signIn, type Visitor, visitor } from "#tests/support/browser.ts";

/** Latency as customer service looks at it: closer, over longer times, and as files to send. */
closeBrowserAfterwards();
const { origin } = inject("demo");

async function pirkkoAt(address: string): Promise<Visitor> {
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  await pirkko.page.goto(origin + address);
  return pirkko;
}

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

test("a drag over the chart looks closer, an address keeps it, and Back is the whole day again", async () => {
  const pirkko = await pirkkoAt("/latency");
  const { page } = pirkko;
  const plot = page.locator(".u-over");
  await plot.waitFor();
  // The chart takes its width, and what is above it its height, a moment after the page.
  let last = "";
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify(await plot.boundingBox());
      return last === before;
    })
    .toBe(true);
  const { x, y, width, height } = (await plot.boundingBox())!;
  const middle = y + height / 2;
  await page.mouse.move(x + width * 0.25, middle);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.4, middle, { steps: 4 });
  await page.mouse.move(x + width * 0.5, middle, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("link", { name: "Whole period" }).waitFor();
  // A quarter of the picture, which is a day and what has passed of the hour, to the pixel.
  const hours = (Date.parse(parameter(page, "to")!) - Date.parse(parameter(page, "from")!)) / 3_600_000;
  expect(hours).toBeGreaterThan(5.9);
  expect(hours).toBeLessThan(6.35);
  const closer = page.url();
  expect(await page.getByRole("navigation", { name: "Period of the chart" }).locator("[aria-current]").count()).toBe(0);

  await page.goBack();
  await page.getByRole("link", { name: "Whole period" }).waitFor({ state: "detached" });
  expect(page.url()).toBe(`${origin}/latency`);
  await page.goto(closer);
  await page.getByRole("link", { name: "Whole period" }).click();
  await page.waitForURL(`${origin}/latency`);
  expect(pirkko.trouble).toEqual([]);
});

test("another period, another client kind, and the numbers behind the picture", async () => {
  const pirkko = await pirkkoAt("/latency");
  const { page } = pirkko;
  const periods = page.getByRole("navigation", { name: "Period of the chart" });
  await periods.getByRole("link", { name: "7 days" }).click();
  await page.waitForURL((url) => url.searchParams.get("period") === "7d");
  await periods.locator("[aria-current]").filter({ hasText: "7 days" }).waitFor();
  await page.getByLabel("Client kind", { exact: true }).selectOption("Robot");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL((url) => url.searchParams.get("client") === "robot");
  expect(parameter(page, "period")).toBe("7d");

  await page.getByRole("link", { name: /^Show as table/ }).click();
  const table = page.getByRole("table", { name: /^Average server time, last 7 days, by 1 hour/ });
  await table.waitFor();
  expect(await table.locator("tbody tr").count()).toBeGreaterThanOrEqual(160);
  await page.getByRole("link", { name: /^Show as picture/ }).click();
  await table.waitFor({ state: "detached" });
  expect(parameter(page, "client")).toBe("robot");
  expect(pirkko.trouble).toEqual([]);
});

async function download(page: Page, link: string): Promise<{ name: string; body: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), body: readFileSync(await file.path()) };
}

test("what is on screen as CSV and XLSX, and the month as a PDF", async () => {
  const pirkko = await pirkkoAt("/latency/pages?client=api&sort=average&descending=1");
  const { page } = pirkko;
  const first = (await page
    .getByRole("table", { name: "Pages and client kinds" })
    .getByRole("rowheader")
    .first()
    .textContent())!;
  const csv = await download(page, "CSV");
  expect(csv.name).toBe("huolto-latency-pages-7d.csv");
  const [header, top, ...rest] = csv.body.toString("utf8").trimEnd().split("\r\n");
  expect(header).toMatch(/^Page,Client kind,Requests,Average \(s\),/);
  expect(top!.startsWith(`${first},api,`)).toBe(true);
  expect(rest.every((line) => line.split(",")[1] === "api")).toBe(true);

  const xlsx = await download(page, "XLSX");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(xlsx.body as unknown as ArrayBuffer);
  expect(book.worksheets.at(-1)!.name).toBe("About");
  expect(book.worksheets.at(-1)!.getCell("B1").value).toBe("These numbers are invented.");
  expect(book.worksheets[0]!.getCell("A2").value).toBe(first);

  await page.getByRole("link", { name: "Monthly report" }).click();
  await page.getByRole("heading", { name: "Monthly report", level: 1 }).waitFor();
  const pdf = await download(page, "Suomi PDF");
  expect(pdf.name).toMatch(/^huolto-.*\.pdf$/);
  expect(pdf.body.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect(pirkko.trouble).toEqual([]);
});
