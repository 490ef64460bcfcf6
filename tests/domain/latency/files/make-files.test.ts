import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { makeLatencyFile } from "#app/domain/latency/files/make-latency-file.server.ts";
import { makeMonthReport } from "#app/domain/latency/files/make-month-report.server.ts";
import { latencyHour } from "#db/schema/latency.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import type { Answer } from "#tests/support/service.ts";

const database = await testDatabase();
const now = new Date("2026-11-23T07:41:34Z");
const STAFF = "00000000-0000-4000-8000-0000000000aa";

const answer: Answer = (ask) => {
  const one = (labels: Record<string, string>, value: number) => ({
    labels,
    points: [[now.getTime(), value]] as const,
  });
  if (ask.purpose === "customers.worst") return [one({ customer: "1234567-1" }, 500)];
  if (ask.purpose === "customer.requests") return [one({ customer: "1234567-1", client: "api" }, 1000)];
  if (ask.purpose === "customer.seconds") return [one({ customer: "1234567-1", client: "api" }, 1300)];
  if (ask.purpose === "customer.within") return [one({ customer: "1234567-1", client: "api" }, 400)];
  if (ask.purpose === "node.average") return [one({ node: "app-1", role: "app" }, 0.41)];
  return null;
};
const as = (role: Role) => serviceCtxOf(database.db, staffActor(STAFF, [role]), { clock: testClock(now), answer });
const ask = { page: {}, demoData: false };
const trail = async () =>
  await database.sql`select outcome, target_id, details from audit.event where action = 'latency.file' order by seq`;

beforeAll(async () => {
  // Nine hours of the running day, 200 requests each: 0.6 s on average.
  await database.db.insert(latencyHour).values(
    Array.from({ length: 9 }, (_, index) => ({
      hour: new Date(Date.UTC(2026, 10, 22, 22 + index)),
      client: "browser",
      requests: 200,
      seconds: 120,
      withinTarget: 180,
      errors: 1,
      measuredAt: now,
    })),
  );
});

test("the overview's figures as CSV, with an empty field where nothing is known", async () => {
  const made = await makeLatencyFile(as("release_manager"), { ...ask, view: "overview", format: "csv" });
  expect(made).toMatchObject({ name: "huolto-latency-overview-24h.csv", type: "text/csv; charset=utf-8" });
  const lines = made.body.toString("utf8").split("\r\n");
  const today = lines.find((line) => line.startsWith("Today,"))!.split(",");
  expect(today.slice(0, 8)).toEqual([
    "Today",
    "all",
    "2026-11-23T00:00:00+02:00",
    "2026-11-23T09:41:34+02:00",
    "1800",
    "0.8",
    "0.6",
    "0.6",
  ]);
  expect(lines.find((line) => line.startsWith("Now,"))!.split(",")[6]).toBe("");
});

test("an XLSX holds every table of the view; a CSV the one that is named", async () => {
  const { body, name } = await makeLatencyFile(as("platform"), { ...ask, view: "overview", format: "xlsx" });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as unknown as Parameters<typeof book.xlsx.load>[0]);
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
    "Figures",
    "Chart",
    "Budget of the month",
    "Burn alerts",
    "About",
  ]);
  expect(name).toBe("huolto-latency-overview-24h.xlsx");
  const burn = await makeLatencyFile(as("platform"), { ...ask, view: "overview", format: "csv", table: "burn" });
  expect(burn.name).toBe("huolto-latency-overview-burn-24h.csv");
  expect(burn.body.toString().split("\r\n")[1]).toMatch(/^page,14,/);
});

test("the file follows the page's own parameters", async () => {
  const parts = await makeLatencyFile(as("platform"), { ...ask, view: "parts", format: "csv", page: { window: "1h" } });
  expect(parts.name).toBe("huolto-latency-parts-1h.csv");
  expect(parts.body.toString()).toContain("server,app-1,app,0.41,");
});

test("a file that names customers is on record: who, the period and how many, no names", async () => {
  const made = await makeLatencyFile(as("customer_service"), {
    ...ask,
    view: "customers",
    format: "csv",
    page: { period: "7d" },
  });
  expect(made.name).toBe("huolto-latency-customers-7d.csv");
  expect(made.body.toString()).toContain("1234567-1,,1000,1.3,0.4,500,1\r\n");
  expect(await trail()).toEqual([
    { outcome: "done", target_id: "customers", details: { format: "csv", period: "7d", customers: 1 } },
  ]);
});

test("a release manager gets no file of customers, and the try is on record", async () => {
  await expect(
    makeLatencyFile(as("release_manager"), { ...ask, view: "customers", format: "csv" }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect((await trail()).at(-1)).toEqual({
    outcome: "refused",
    target_id: "customers",
    details: { code: "forbidden" },
  });
});

test.each([
  [{ view: "secrets", format: "csv" }, "Choose a view: overview, pages, parts, customers or calendar."],
  [{ view: "pages", format: "pdf" }, "Choose a format: csv or xlsx."],
  [{ view: "calendar", format: "csv", table: "x" }, "There is no table x here. Choose one of days, hours."],
])("what cannot be is refused with what can: %o", async (choice, message) => {
  await expect(makeLatencyFile(as("platform"), { ...ask, ...choice })).rejects.toMatchObject({
    code: "invalid",
    message,
  });
});

test("without the permission there is no file", async () => {
  const ctx = as("export_officer");
  await expect(makeLatencyFile(ctx, { ...ask, view: "overview", format: "csv" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(makeMonthReport(ctx, { month: "2026-10", language: "fi", demoData: false })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the running month's report says so in its name; one of a month to come is refused", async () => {
  const made = await makeMonthReport(as("customer_service"), { month: "2026-11", language: "fi", demoData: false });
  expect(made).toMatchObject({ name: "huolto-latency-report-2026-11-so-far-fi.pdf", type: "application/pdf" });
  expect(made.body.subarray(0, 5).toString()).toBe("%PDF-");
  const over = await makeMonthReport(as("customer_service"), { month: "2026-10", language: "en", demoData: false });
  expect(over.name).toBe("huolto-latency-report-2026-10-en.pdf");
  await expect(
    makeMonthReport(as("platform"), { month: "2026-12", language: "fi", demoData: false }),
  ).rejects.toMatchObject({ code: "invalid", field: "month" });
  await expect(
    makeMonthReport(as("platform"), { month: "2026-10", language: "de", demoData: false }),
  ).rejects.toMatchObject({ message: "Choose a language: fi, sv or en." });
});
