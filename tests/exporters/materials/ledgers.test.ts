import { expect, test } from "vitest";
import { ArchiveError } from "#exporters/errors.ts";
import { copyRow, rowsOf } from "#exporters/formats/copy-text.ts";
import type { AccountYear } from "#exporters/materials/accounts.ts";
import { compareTotals, type Totals } from "#exporters/materials/control-totals.ts";
import { generalLedgerBlocks } from "#exporters/materials/ledger-blocks.ts";
import { openSnapshot } from "#exporters/materials/snapshot.ts";
import { readSeries } from "#exporters/materials/voucher-gaps.ts";
import { watchJournal } from "#exporters/materials/written-rows.ts";
import { surveyLedger } from "#exporters/survey.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const voucher = (
  series: string,
  number: string,
  lines: [string, string][] = [
    ["1", "1.00"],
    ["2", "-1.00"],
  ],
) => ({
  series,
  number,
  date: "2024-05-05",
  lines,
});
const booked = async (year: Partial<Booked["years"][number]>, businessId: string) => {
  const id = await book(database.ownerUrl, {
    company: { business_id: businessId },
    years: [{ startsOn: "2024-01-01", endsOn: "2024-12-31", closedOn: null, ...year }],
  });
  await lease(database.ownerUrl, slotRole, id);
  return id;
};

test("gaps, repetitions and numbers that are not digits are told for each series", async () => {
  const id = await booked(
    {
      vouchers: [
        voucher("A", "1"),
        voucher("A", "2"),
        voucher("A", "2"),
        voucher("A", "5"),
        voucher("A", "X7"),
        voucher("B", "10"),
        voucher("B", "12"),
        voucher("", "1"),
      ],
    },
    "series",
  );
  const { years } = await surveyLedger(slotUrl, id);
  const snapshot = await openSnapshot(slotUrl);
  const series = await readSeries(snapshot, id, years[0]!.id);
  await snapshot.close();
  expect(series).toEqual([
    { series: "", vouchers: 1, first: "1", last: "1", notNumeric: 0, missing: 0, gaps: [], repeated: 0 },
    {
      series: "A",
      vouchers: 5,
      first: "1",
      last: "5",
      notNumeric: 1,
      missing: 2,
      gaps: [{ from: "3", to: "4" }],
      repeated: 1,
    },
    {
      series: "B",
      vouchers: 2,
      first: "10",
      last: "12",
      notNumeric: 0,
      missing: 1,
      gaps: [{ from: "11", to: "11" }],
      repeated: 0,
    },
  ]);
});

test("what does not add up is in the archive as booked, and in the report by name", async () => {
  const id = await booked(
    {
      accounts: [
        { number: "1", name: "Kassa", opening: "10.00", declaredClosing: "99.00" },
        { number: "3", name: "Ei tapahtumia", declared: false },
      ],
      vouchers: [
        voucher("A", "1", [
          ["1", "5.00"],
          ["2", "-3.00"],
        ]),
        voucher("A", "2"),
        { ...voucher("A", "3"), date: "2025-01-01" },
        voucher("A", "4", []),
      ],
    },
    "findings",
  );
  const made = await make(slotUrl, id, undefined, { formats: ["csv", "saft"] });
  const found = Object.fromEntries(made.warnings.map((w) => [w.code, [w.count, ...(w.examples ?? [])]]));
  expect(found).toMatchObject({
    year_open: [undefined],
    unbalanced_vouchers: [1, "A 1"],
    vouchers_without_lines: [1],
    undeclared_accounts: [2, "2", "3"],
    closing_balance_differs: [1, "1: declared 99.00, computed 17.00"],
    opening_balances_differ: [1],
    dates_outside_year: [1],
  });
  expect(made.controlTotals[0]!.files["ledger/journal.csv"]).toEqual({ rows: 6, debit: "7.00", credit: "5.00" });
  // 10.00 + 5.00 + 1.00 + 1.00
  expect(pythonCsv(made, "2024-01-01_2024-12-31/ledger/trial-balance.csv")[1]).toEqual([
    "1",
    "Kassa",
    "10.00",
    "7.00",
    "0.00",
    "17.00",
    "99.00",
    "82.00",
  ]);
});

const account = (number: string, opening: number): AccountYear => ({
  number,
  name: "",
  type: "asset",
  standardCode: null,
  declared: true,
  opening,
  debit: 0,
  credit: 0,
  closing: 0,
  declaredClosing: null,
  lines: 0,
  positiveDebit: 0,
  positiveCredit: 0,
  customerLines: 0,
  supplierLines: 0,
});

test("the general ledger runs through blocks that end in the middle of an account", async () => {
  const movement = (number: string, debit: string, credit: string) =>
    copyRow([number, "movement", "2024-05-05", "A", "1", debit, credit, "", "1", "1", ""]);
  async function* blocks() {
    yield movement("1", "5.00", "0.00");
    yield movement("1", "0.00", "7.50") + movement("9", "1.00", "0.00");
  }
  const rows = [];
  for await (const block of generalLedgerBlocks(blocks(), [account("1", 100), account("5", -250)], {
    startsOn: "2024-01-01",
    endsOn: "2024-12-31",
  }))
    rows.push(...rowsOf(block).map((r) => r.split("\t")));
  expect(rows.map((r) => [r[0], r[1], r[5], r[6], r[10]])).toEqual([
    ["1", "opening", "", "", "1.00"],
    ["1", "movement", "5.00", "0.00", "6.00"],
    ["1", "movement", "0.00", "7.50", "-1.50"],
    ["1", "closing", "5.00", "7.50", "-1.50"],
    ["9", "opening", "", "", "0.00"],
    ["9", "movement", "1.00", "0.00", "1.00"],
    ["9", "closing", "1.00", "0.00", "1.00"],
    ["5", "opening", "", "", "-2.50"],
    ["5", "closing", "0.00", "0.00", "-2.50"],
  ]);
});

test("one row too few, or one cent, fails the run and says where", () => {
  const expected = { rows: 2, debit: "1.00", credit: "1.00" };
  const watch = watchJournal();
  watch.block(copyRow(["A", "1", "2024-01-01", "1", "1.00", "0.00", "", "", "1", "1"]));
  const failure = (written: Totals) => {
    try {
      compareTotals("2024/ledger/journal.csv", expected, written);
      return "no failure";
    } catch (error) {
      return error instanceof ArchiveError ? [error.code, error.place] : error;
    }
  };
  const codes = [failure(watch.totals()), failure({ ...expected, credit: "1.01" })];
  expect(codes).toEqual([
    ["control_totals_differ", "2024/ledger/journal.csv"],
    ["control_totals_differ", "2024/ledger/journal.csv"],
  ]);
  expect(() => compareTotals("x", expected, { ...expected })).not.toThrow();
});

test("a COPY that the server ends early is an error, not fewer rows", async () => {
  await booked({ vouchers: [voucher("A", "1")] }, "early");
  const snapshot = await openSnapshot(slotUrl);
  // The division fails at row 50,000, when rows have been sent already.
  const read = async () => {
    let rows = 0;
    for await (const block of snapshot.copy("select i, 1 / (50000 - i) from generate_series(1, 100000) i"))
      rows += rowsOf(block).length;
    return rows;
  };
  await expect(read()).rejects.toMatchObject({ code: "database_failed" });
  await snapshot.close();
});

test("a slot that takes one connection can be used again and again, also right after a stopped run", async () => {
  const id = await booked({ vouchers: [voucher("A", "1")] }, "again");
  for (let i = 0; i < 20; i++) await surveyLedger(slotUrl, id);
  const controller = new AbortController();
  const snapshot = await openSnapshot(slotUrl, { signal: controller.signal });
  const sleeping = snapshot.query("select pg_sleep(2)");
  setTimeout(() => controller.abort(), 50);
  await expect(sleeping).rejects.toMatchObject({ code: "aborted" });
  await snapshot.close();
  expect((await surveyLedger(slotUrl, id)).years).toHaveLength(1);
  const unread = await openSnapshot(slotUrl);
  for await (const block of unread.copy("select * from generate_series(1, 1000000)")) if (block) break;
  await unread.close();
  expect((await surveyLedger(slotUrl, id)).years).toHaveLength(1);
});
