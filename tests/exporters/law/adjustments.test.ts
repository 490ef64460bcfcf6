import { expect, test } from "vitest";
import { readScope } from "#exporters/law/read-scope.ts";
import { lawRegister } from "#exporters/law/register.ts";
import { decideScope, includes, scopeSha256 } from "#exporters/law/scope.ts";
import type { Adjustment, ScopeInput } from "#exporters/law/scope-input.ts";
import { booksMaterials, payrollMaterials, recordMaterials, retentionBases } from "#exporters/law/types.ts";

const input: ScopeInput = {
  company: { id: "c", businessId: "9000001-1", country: "FI", name: "Poikkeus Oy" },
  years: [
    { id: "a", startsOn: "2018-01-01", endsOn: "2018-12-31", closedOn: "2019-03-01" },
    {
      id: "b",
      startsOn: "2023-01-01",
      endsOn: "2023-12-31",
      closedOn: null,
      marks: [{ basis: "real_estate_investment", startsOn: "2023-05-01", vouchers: 2 }],
    },
  ],
  asOf: "2026-11-23",
};
const reason = "Agreed with the customer";
const leaveOut = (material: Adjustment["material"], yearEndsOn: string | null = null): Adjustment => ({
  kind: "leave_out",
  material,
  yearEndsOn,
  until: null,
  reason,
});
const keep = (material: Adjustment["material"], until: string, yearEndsOn: string | null = null): Adjustment => ({
  kind: "keep_until",
  material,
  yearEndsOn,
  until,
  reason,
});
const of = (adjustments: Adjustment[], material: string, index = 1) =>
  decideScope({ ...input, adjustments }).years[index]!.materials.find((m) => m.material === material)!;

test("what an officer leaves out is out with the reason, and its day stays what the law says", () => {
  const out = of([leaveOut("correspondence")], "correspondence");
  expect(out).toMatchObject({
    included: false,
    retainUntil: "2029-12-31",
    reason: { code: "left_out_by_officer" },
    citation: "KPL 2:10.2",
  });
  expect(out.reason.sentence).toContain(reason);
  const scope = decideScope({ ...input, adjustments: [leaveOut("correspondence")] });
  expect(includes(scope.years[1]!, "correspondence")).toBe(false);
  expect(includes(scope.years[1]!, "inventory")).toBe(true);
  expect(scope.adjustments).toEqual([leaveOut("correspondence")]);
});

test("an adjustment of one year leaves the others alone", () => {
  expect(of([leaveOut("journal", "2018-12-31")], "journal", 0).included).toBe(false);
  expect(of([leaveOut("journal", "2018-12-31")], "journal", 1).included).toBe(true);
});

test("keeping longer moves the day, and brings back what has expired only until that day", () => {
  expect(of([keep("vouchers", "2040-01-01")], "vouchers")).toMatchObject({
    included: true,
    retainUntil: "2040-01-01",
    reason: { code: "kept_longer_by_officer" },
  });
  expect(of([], "vouchers", 0)).toMatchObject({ included: false, retainUntil: "2024-12-31" });
  expect(of([keep("vouchers", "2026-11-23")], "vouchers", 0)).toMatchObject({
    included: true,
    retainUntil: "2026-11-23",
    reason: { code: "kept_longer_by_officer" },
  });
  expect(of([keep("vouchers", "2026-11-22")], "vouchers", 0)).toMatchObject({
    included: false,
    retainUntil: "2024-12-31",
    reason: { code: "retention_expired" },
  });
});

test("a day before the law's own shortens nothing, and the longest of several counts", () => {
  expect(of([keep("vouchers", "2027-01-01")], "vouchers")).toMatchObject({
    retainUntil: "2029-12-31",
    reason: { code: "required_by_law" },
  });
  expect(
    of([keep("vouchers", "2031-01-01"), keep("vouchers", "2032-01-01", "2023-12-31")], "vouchers").retainUntil,
  ).toBe("2032-01-01");
});

test("vouchers left out take the marked ones with them; kept longer, those with a longer period keep it", () => {
  expect(of([leaveOut("vouchers")], "vouchers").marked).toMatchObject([{ included: false }]);
  expect(of([leaveOut("vouchers")], "voucher_documents").marked).toMatchObject([{ included: true }]);
  expect(of([keep("vouchers", "2031-01-01")], "vouchers").marked).toMatchObject([
    { retainUntil: "2036-12-31", ruleId: "fi.avl.209q" },
  ]);
});

test("employees' records can be left out for the year that they are of", () => {
  const { records } = decideScope({
    ...input,
    part: "payroll",
    employees: [{ number: "1", employedFrom: "2020-01-01", employedUntil: null }],
    records: [2023, 2025].map((recordYear) => ({
      employeeNumber: "1",
      material: "holiday_records" as const,
      recordYear,
    })),
    adjustments: [leaveOut("holiday_records", "2023-12-31"), keep("working_time_records", "2030-01-01")],
  });
  expect(records).toMatchObject([
    { recordYear: 2023, included: false, reason: { code: "left_out_by_officer" } },
    { recordYear: 2025, included: true },
  ]);
});

/** Which records of an employee are in, by hand: the working time of each calendar year that the financial years touch. */
const recordsOf = (
  years: [startsOn: string, endsOn: string][],
  adjustments: Adjustment[],
  more: Partial<ScopeInput> = {},
) =>
  decideScope({
    ...input,
    part: "payroll",
    asOf: "2025-06-01",
    years: years.map(([startsOn, endsOn], i) => ({ id: `y${i}`, startsOn, endsOn, closedOn: null })),
    employees: [{ number: "1", employedFrom: "2020-01-01", employedUntil: null }],
    records: [2023, 2024, 2025, 2026].map((recordYear) => ({
      employeeNumber: "1",
      material: "working_time_records" as const,
      recordYear,
    })),
    adjustments,
    ...more,
  })
    .records.filter((r) => r.included)
    .map((r) => r.recordYear);

const hours = "working_time_records" as const;
const eighteen: [string, string][] = [
  ["2023-07-01", "2024-12-31"],
  ["2025-01-01", "2025-12-31"],
];
const march: [string, string][] = [
  ["2023-04-01", "2024-03-31"],
  ["2024-04-01", "2025-03-31"],
];

test.each<[string, [string, string][], Adjustment[], number[]]>([
  ["both calendar years of 18 months", eighteen, [leaveOut(hours, "2024-12-31")], [2025, 2026]],
  ["the year after 18 months", eighteen, [leaveOut(hours, "2025-12-31")], [2023, 2024, 2026]],
  ["18 months that end on an odd day", [["2023-11-18", "2025-05-17"]], [leaveOut(hours, "2025-05-17")], [2026]],
  ["every year", march, [leaveOut(hours)], []],
  ["the first of two years that share 2024", march, [leaveOut(hours, "2024-03-31")], [2024, 2025, 2026]],
  ["the second of two years that share 2024", march, [leaveOut(hours, "2025-03-31")], [2023, 2024, 2026]],
  ["each of two years", march, [leaveOut(hours, "2024-03-31"), leaveOut(hours, "2025-03-31")], [2026]],
  ["another material", march, [leaveOut("holiday_records")], [2023, 2024, 2025, 2026]],
])("records left out for %s", (_what, years, adjustments, expected) => {
  expect(recordsOf(years, adjustments)).toEqual(expected);
});

test("a financial year that is not asked for does not hold back what another leaves out", () => {
  expect(recordsOf(march, [leaveOut(hours, "2025-03-31")], { wantedYears: [2025] })).toEqual([]);
});

test("records are kept longer by any financial year that has days of their calendar year", () => {
  // Hours of 2023 expire on 31 December 2025, those of 2024 a year later.
  const later = { asOf: "2027-06-01" };
  expect(recordsOf(march, [], later)).toEqual([2025, 2026]);
  expect(recordsOf(march, [keep(hours, "2030-01-01", "2025-03-31")], later)).toEqual([2024, 2025, 2026]);
  expect(recordsOf(eighteen, [keep(hours, "2030-01-01", "2024-12-31")], later)).toEqual([2023, 2024, 2025, 2026]);
});

test("of two leave-outs of the same thing the same reason is told, whichever was written first", () => {
  const both = [leaveOut("journal"), { ...leaveOut("journal", "2023-12-31"), reason: "Asked for by the auditor" }];
  expect(of(both, "journal").reason).toEqual(of(both.toReversed(), "journal").reason);
});

test.each<[string, unknown]>([
  ["a material that no law names", { ...leaveOut("journal"), material: "internal_notes" }],
  ["a material that no law names, kept longer", { ...keep("journal", "2040-01-01"), material: "user_log_ins" }],
  ["a material of the other part", leaveOut("payslips")],
  ["a year that the company does not have", leaveOut("journal", "2020-12-31")],
  ["no reason", { ...leaveOut("journal"), reason: "     " }],
  ["keeping longer without a day", { ...leaveOut("journal"), kind: "keep_until" }],
  ["leaving out with a day", { ...keep("journal", "2040-01-01"), kind: "leave_out" }],
  ["a day that does not exist", keep("journal", "2027-02-29")],
])("%s is refused: a scope cannot be widened", (_what, adjustment) => {
  expect(() => decideScope({ ...input, adjustments: [adjustment as Adjustment] })).toThrow(
    expect.objectContaining({ code: "bad_input" }),
  );
});

test("the order of adjustments does not change the scope's hash; a reason does", () => {
  const both = [leaveOut("journal"), keep("vouchers", "2040-01-01")];
  const hash = (adjustments: Adjustment[]) => scopeSha256(decideScope({ ...input, adjustments }));
  expect(hash(both.toReversed())).toBe(hash(both));
  expect(hash([{ ...both[0]!, reason: "Another reason" }, both[1]!])).not.toBe(hash(both));
});

test("a scope of the first version is read as one of the books, without records or adjustments", () => {
  const { part: _p, records: _r, adjustments: _a, ...rest } = decideScope(input);
  const first = { ...rest, version: 1 };
  expect(readScope(first)).toEqual({ ...rest, version: 2, part: "books", records: [], adjustments: [] });
  const second = decideScope(input);
  expect(readScope(JSON.parse(JSON.stringify(second)))).toEqual(second);
});

test.each([null, {}, { version: 3, years: [] }, { version: 2 }, "scope"])("%j is no scope", (json) => {
  expect(() => readScope(json)).toThrow(expect.objectContaining({ code: "bad_input" }));
});

test("the register has six countries, and each has a rule with a citation for every material", () => {
  const register = lawRegister();
  expect(register.map((pack) => pack.country)).toEqual(["DE", "DK", "EE", "FI", "NO", "SE"]);
  for (const pack of register) {
    expect(pack.reviewedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const ordinary = pack.rules.filter((rule) => rule.basis === undefined).flatMap((rule) => rule.materials);
    expect(ordinary.toSorted()).toEqual([...booksMaterials, ...payrollMaterials, ...recordMaterials].toSorted());
    for (const rule of pack.rules) {
      expect(rule.citation).not.toBe("");
      expect(["statute", "guide"]).toContain(rule.source.readIn);
      if (rule.source.readIn === "statute") expect(rule.source.textOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect("reviewedOn" in rule).toBe(false);
    }
    expect(new Set(pack.rules.map((rule) => rule.id)).size).toBe(pack.rules.length);
  }
  const finnish = register.find((pack) => pack.country === "FI")!.rules.flatMap((rule) => rule.basis ?? []);
  expect(finnish.toSorted()).toEqual([...retentionBases].toSorted());
});
