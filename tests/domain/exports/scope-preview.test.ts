import { expect, test } from "vitest";
import { missingItems, type SurveyRow } from "#app/domain/exports/missing-items.ts";
import { scopeView } from "#app/domain/exports/scope-view.ts";
import { decideScope } from "#exporters/law/scope.ts";

const year = (id: string, startsOn: string, endsOn: string, closedOn: string | null = "2026-01-01") => ({
  id,
  startsOn,
  endsOn,
  closedOn,
});
const scopeOf = (years: ReturnType<typeof year>[], asOf = "2026-11-22", wantedYears?: [number, ...number[]]) =>
  decideScope({ company: { id: "c", businessId: "9000001-1", country: "FI", name: "Oy" }, years, asOf, wantedYears });
const row = (
  financialYearId: string,
  material: string,
  records: number,
  debit?: string,
  credit?: string,
): SurveyRow => ({
  financialYearId,
  material,
  records,
  debit: debit ?? null,
  credit: credit ?? null,
});
const whole = (id: string) => [
  row(id, "voucher_lines", 4, "200.00", "200.00"),
  row(id, "vouchers", 2),
  row(id, "accounts", 2),
  row(id, "documents:voucher", 3),
  row(id, "documents:financial_statements", 1),
];
const codes = (scope: ReturnType<typeof scopeOf>, survey: SurveyRow[]) =>
  missingItems(scope, survey).map((item) => `${item.year ?? "company"}: ${item.code}`);

test("nothing is missing from a year that has all", () => {
  expect(codes(scopeOf([year("a", "2024-01-01", "2024-12-31")]), whole("a"))).toEqual([]);
});

test("each thing that is missing or odd is said, with its year", () => {
  const scope = scopeOf([
    year("a", "2022-04-01", "2023-03-31"),
    year("b", "2023-04-02", "2024-03-31"),
    year("c", "2024-04-01", "2025-03-31", null),
  ]);
  expect(
    codes(scope, [
      ...whole("a").filter(
        (r) => r.material !== "documents:financial_statements" && r.material !== "documents:voucher",
      ),
      row("b", "voucher_lines", 2, "100.00", "99.99"),
      row("b", "accounts", 1),
    ]),
  ).toEqual([
    "2023-04-02 - 2024-03-31: year_gap",
    "2022-04-01 - 2023-03-31: no_financial_statements",
    "2022-04-01 - 2023-03-31: no_voucher_documents",
    "2023-04-02 - 2024-03-31: no_vouchers",
    "2023-04-02 - 2024-03-31: unbalanced",
    "2023-04-02 - 2024-03-31: no_financial_statements",
    "2024-04-01 - 2025-03-31: year_open",
    "2024-04-01 - 2025-03-31: no_accounts",
    "2024-04-01 - 2025-03-31: no_vouchers",
  ]);
});

test("a scope without years says that the archive would be empty", () => {
  expect(codes(scopeOf([year("a", "2010-01-01", "2010-12-31")]), whole("a"))).toEqual(["company: no_years"]);
});

test("materials that share their fate are one row: those in with the paragraph, those out with the reason", () => {
  // The year that ended 2019-12-31: vouchers until 2025-12-31 (six years), ledgers until 2029-12-31 (ten).
  const view = scopeView(scopeOf([year("a", "2019-01-01", "2019-12-31")]), whole("a"));
  const of = (material: string) => view.years[0]!.groups.find((group) => group.materials.includes(material))!;
  expect(of("Journal")).toMatchObject({
    included: true,
    retainUntil: "2029-12-31",
    citation: "KPL 2:10.1",
    reason: null,
  });
  expect(of("Journal").materials).toContain("General ledger");
  expect(of("Vouchers")).toMatchObject({
    included: false,
    retainUntil: "2025-12-31",
    citation: "KPL 2:10.2",
    reason: expect.stringContaining("2025-12-31"),
  });
  expect(view.years[0]).toMatchObject({
    counts: { vouchers: 2, lines: 4, documents: 4, debit: "200.00", credit: "200.00" },
    retainUntil: "2029-12-31",
    sameAsBefore: false,
  });
});

test("a year that fares as the one before is marked so, and one that was not asked for is not", () => {
  const years = [year("a", "2023-01-01", "2023-12-31"), year("b", "2024-01-01", "2024-12-31")];
  expect(scopeView(scopeOf(years), []).years.map((y) => y.sameAsBefore)).toEqual([false, true]);
  const asked = scopeView(scopeOf(years, "2026-11-22", [2024]), []).years;
  expect(asked.map((y) => [y.included, y.sameAsBefore])).toEqual([
    [false, false],
    [true, false],
  ]);
});
