import { expect, test } from "vitest";
import { decideScope } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";

const input: ScopeInput = {
  part: "payroll",
  company: { id: "c", businessId: "9000001-1", country: "FI", name: "Palkka Oy" },
  years: [
    { id: "a", startsOn: "2022-04-01", endsOn: "2023-03-31", closedOn: "2023-06-01" },
    { id: "b", startsOn: "2023-04-01", endsOn: "2024-03-31", closedOn: null },
  ],
  asOf: "2026-06-01",
  employees: [
    { number: "2", employedFrom: "2020-01-01", employedUntil: "2024-08-31" },
    { number: "1", employedFrom: "2020-01-01", employedUntil: null },
  ],
  records: [
    { employeeNumber: "2", material: "working_time_records", recordYear: 2023 },
    { employeeNumber: "1", material: "working_time_records", recordYear: 2023 },
    { employeeNumber: "1", material: "working_time_records", recordYear: 2023 },
    { employeeNumber: "1", material: "holiday_records", recordYear: 2024 },
  ],
};

test("records go by each person's employment, not by the financial year", () => {
  expect(decideScope(input).records).toMatchObject([
    { employeeNumber: "1", material: "holiday_records", recordYear: 2024, included: true, retainUntil: "2027-12-31" },
    { employeeNumber: "1", material: "working_time_records", included: false, retainUntil: "2025-12-31" },
    { employeeNumber: "2", material: "working_time_records", included: true, retainUntil: "2026-08-31" },
  ]);
});

test("a wanted year takes the records of every calendar year that it has days of, and no others", () => {
  const years = (wantedYears: [number]) =>
    decideScope({ ...input, asOf: "2024-06-01", wantedYears }).records.map((r) => [r.recordYear, r.included]);
  expect(years([2023])).toEqual([
    [2024, false],
    [2023, true],
    [2023, true],
  ]);
  expect(years([2024])).toEqual([
    [2024, true],
    [2023, true],
    [2023, true],
  ]);
});

test("the books' archive has no records and no payroll material, and says where they are", () => {
  const books = decideScope({ ...input, part: "books" });
  expect(books.records).toEqual([]);
  expect(books.years[0]!.materials.map((m) => m.material)).not.toContain("payslips");
  expect(books.notInThisArchive.map((n) => n.material)).toContain("payroll");
  const payroll = decideScope(input);
  expect(payroll.notInThisArchive.map((n) => n.material)).toContain("books");
  expect(payroll.notInThisArchive.map((n) => n.material)).not.toContain("payroll");
  expect(payroll.notInThisArchive.every((n) => !("part" in n))).toBe(true);
});

test("a record of an employee whom the ledger does not know stops the decision and names the number", () => {
  expect(() =>
    decideScope({ ...input, records: [{ employeeNumber: "77", material: "holiday_records", recordYear: 2024 }] }),
  ).toThrow(/employee 77/);
});

test("every archive says that it is not the whole of the customer's data, and by which act that is asked for", () => {
  for (const country of ["FI", "SE", "NO", "DK", "EE", "DE"])
    for (const part of ["books", "payroll"] as const)
      expect(
        decideScope({ ...input, records: [], part, company: { ...input.company, country } }).notInThisArchive.find(
          (n) => n.material === "all_other_data",
        )?.citation,
      ).toContain("2023/2854");
});
