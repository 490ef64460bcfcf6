import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { xlsxOf } from "#app/domain/latency/files/latency-xlsx.server.ts";
import { calendarFile, pagesFile } from "#app/domain/latency/files/list-files.ts";
import type { LatencyPages } from "#app/domain/latency/latency-types.ts";
import { november, provenance } from "./given.ts";

const view = { period: "2026-11", client: "", split: false };
const pages: LatencyPages = {
  now: "2026-11-23T07:41:00.000Z",
  target: 0.8,
  view,
  period: november,
  previous: { ...november, key: "2026-10", label: "October 2026" },
  filter: "invoice",
  sort: "lost",
  descending: true,
  rows: [
    {
      page: "invoices",
      client: "browser",
      requests: 120_000,
      average: 0.934,
      overTarget: 0.134,
      withinShare: 0.71,
      secondsLost: 16_080,
      change: 0.2,
    },
    {
      page: "=cmd|' /C calc'!A0",
      client: "api",
      requests: 900,
      average: 0.31,
      overTarget: -0.49,
      withinShare: null,
      secondsLost: 0,
      change: null,
    },
  ],
  matching: 2,
  improved: [],
  regressed: [{ page: "invoices", client: "browser", requests: 120_000, before: 0.734, after: 0.934 }],
  minimumRequests: 500,
  provenance: [provenance, provenance],
};
const made = { at: new Date("2026-11-23T07:41:34Z"), demoData: true };

async function read(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book;
}
const cells = (sheet: ExcelJS.Worksheet) =>
  sheet
    .getSheetValues()
    .slice(1)
    .map((row) => (row as unknown[]).slice(1));

test("the list of pages is read back with numbers as numbers and a header that stays", async () => {
  const book = await read(await xlsxOf(pagesFile(pages), made));
  expect(book.worksheets.map(({ name }) => name)).toEqual(["Pages", "Most regressed", "Most improved", "About"]);
  const sheet = book.getWorksheet("Pages")!;
  expect(cells(sheet)).toEqual([
    [
      "Page",
      "Client kind",
      "Requests",
      "Average (s)",
      "Over target (s)",
      "Within target (share)",
      "Lost over target (s)",
      "Change of average (s)",
    ],
    ["invoices", "browser", 120_000, 0.934, 0.134, 0.71, 16_080, 0.2],
    ["=cmd|' /C calc'!A0", "api", 900, 0.31, -0.49, undefined, 0],
  ]);
  expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
  expect(["C2", "D2", "F2"].map((cell) => sheet.getCell(cell).numFmt)).toEqual(["#,##0", "0.00", "0.0%"]);
  expect(sheet.getCell("A3").type).toBe(ExcelJS.ValueType.String);
});

test("About says what was asked, that it is demo data, and where the numbers come from, each source once", async () => {
  const book = await read(await xlsxOf(pagesFile(pages), made));
  const about = cells(book.getWorksheet("About")!) as [string, string][];
  expect(about).toEqual([
    ["Demo data", "These numbers are invented."],
    ["What", "Latency by page"],
    ["Period", "November 2026"],
    ["Compared with", "October 2026"],
    ["Filter", "invoice"],
    ["Sorted by", "lost, greatest first"],
    ["Rows", "2 of the 2 that match"],
    ["A change needs", "500 requests in both periods"],
    ["Target", "0.8 s"],
    ["Made", "2026-11-23 09:41 Europe/Helsinki"],
    ["Empty cells", "No data; never zero."],
    ["", ""],
    ["Measured", "Server seconds in the hour"],
    ["Purpose", "latency.hour_seconds"],
    ["PromQL", 'sum by (client) (increase(x_sum{page!="=cmd"}[1h]))'],
    ["Window", "2026-11-01 00:00 to 2026-11-23 09:00"],
    ["Fetched", "2026-11-23 09:41:05"],
    ["Left out", "8 hours of “Service window” are left out."],
  ]);
});

test("outside of the demo nothing is called invented", async () => {
  const book = await read(await xlsxOf(pagesFile(pages), { ...made, demoData: false }));
  expect(JSON.stringify(cells(book.getWorksheet("About")!))).not.toContain("invented");
});

test("days are dates, and hours without data are empty, not zero", async () => {
  const calendar = calendarFile({
    now: pages.now,
    target: 0.8,
    view,
    period: november,
    hoursOfWeek: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, () => (day === 0 ? 0.61 : null))),
    days: [{ day: "2026-11-21", value: 0.7, requests: 5, window: true, releases: ["2026.47", "2026.47.1"] }],
    history: { share: 1, done: true, words: null, oldestHour: null },
    provenance,
  });
  const book = await read(await xlsxOf(calendar, made));
  expect(cells(book.getWorksheet("Days")!)[1]).toEqual([
    new Date("2026-11-21T00:00:00Z"),
    0.7,
    5,
    "yes",
    "2026.47 2026.47.1",
  ]);
  const hours = cells(book.getWorksheet("Hours of the week")!);
  expect(hours).toHaveLength(1 + 7 * 24);
  expect(hours[1]).toEqual(["Monday", 0, 0.61]);
  expect(hours[25]).toEqual(["Tuesday", 0]);
});

test("a name that is longer than a cell, or holds what XML cannot, does not damage the workbook", async () => {
  const [first] = pages.rows!;
  const hostile = { ...pages, rows: [{ ...first!, page: `\u0001${"x".repeat(40_000)}` }] };
  const book = await read(await xlsxOf(pagesFile(hostile), made));
  const name = book.getWorksheet("Pages")!.getCell("A2").value as string;
  expect(name).toHaveLength(32_767);
  expect(name.startsWith("\ufffdx")).toBe(true);
});
