import fc from "fast-check";
import { expect, test } from "vitest";
import { ArchiveError } from "#exporters/errors.ts";
import { retainUntil } from "#exporters/law/retention.ts";
import { decideScope, scopeSha256 } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import { booksMaterials as materials, type Material } from "#exporters/law/types.ts";

const company = { id: "c1", businessId: "0112038-9", country: "FI", name: "Esimerkki Oy" };
const year = (startsOn: string, endsOn: string, closedOn: string | null = endsOn) => ({
  id: `fy-${endsOn}`,
  startsOn,
  endsOn,
  closedOn,
});
const decision = (input: ScopeInput, material: Material, index = 0) =>
  decideScope(input).years[index]!.materials.find((m) => m.material === material)!;
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof ArchiveError ? error.code : error;
  }
};

test("a Finnish year that ends on 31 March 2024 keeps vouchers until 2030-12-31 and ledgers until 2034-03-31", () => {
  const input = { company, years: [year("2023-04-01", "2024-03-31")], asOf: "2026-11-22" };
  expect(decision(input, "vouchers")).toMatchObject({
    included: true,
    retainUntil: "2030-12-31",
    citation: "KPL 2:10.2",
    ruleId: "fi.kpl.2-10-2",
  });
  expect(decision(input, "journal")).toMatchObject({
    included: true,
    retainUntil: "2034-03-31",
    citation: "KPL 2:10.1",
  });
});

test.each([
  ["FI", "2023-12-31", "vouchers", "2029-12-31"],
  ["FI", "2023-12-31", "general_ledger", "2033-12-31"],
  ["FI", "2024-02-29", "journal", "2034-02-28"],
  ["FI", "2022-02-28", "journal", "2032-02-28"],
  ["FI", "2024-02-29", "vouchers", "2030-12-31"],
  ["SE", "2024-03-31", "vouchers", "2031-12-31"],
  ["SE", "2023-12-31", "journal", "2030-12-31"],
  ["NO", "2024-12-31", "journal", "2029-12-31"],
  ["NO", "2024-06-30", "vouchers", "2029-06-30"],
] as const)("%s, year ending %s: %s until %s", (country, endsOn, material, until) => {
  const input = {
    company: { ...company, country },
    years: [year("2020-01-01", endsOn)],
    asOf: "2024-12-31",
  };
  expect(decision(input, material).retainUntil).toBe(until);
});

test.each([
  ["2024-12-31", "2028-06-30"],
  ["2024-06-30", "2027-12-31"],
  ["2024-08-31", "2028-02-29"],
  ["2023-08-31", "2027-02-28"],
  ["2024-08-15", "2028-02-15"],
])("Norwegian secondary documentation of a year ending %s is kept until %s", (endsOn, until) => {
  expect(retainUntil({ years: 3, months: 6, start: "end_of_financial_year" }, endsOn)).toBe(until);
});

test("an 18-month first year counts from its end", () => {
  const input = { company, years: [year("2022-07-01", "2023-12-31")], asOf: "2024-01-01" };
  expect(decision(input, "voucher_documents").retainUntil).toBe("2029-12-31");
  expect(decision(input, "financial_statements").retainUntil).toBe("2033-12-31");
});

test("the last day of the period is in, the day after is out with the date and the reason", () => {
  const years = [year("2018-01-01", "2018-12-31")];
  expect(decision({ company, years, asOf: "2024-12-31" }, "vouchers").included).toBe(true);
  const after = decision({ company, years, asOf: "2025-01-01" }, "vouchers");
  expect(after).toMatchObject({ included: false, retainUntil: "2024-12-31", reason: { code: "retention_expired" } });
  expect(after.reason.sentence).toContain("2024-12-31");
  expect(decision({ company, years, asOf: "2025-01-01" }, "journal").included).toBe(true);
});

test("a wanted year is the one in which the financial year ends; an unknown one is an error that names the known ones", () => {
  const years = [year("2022-04-01", "2023-03-31"), year("2023-04-01", "2024-03-31")];
  const scope = decideScope({ company, years, asOf: "2024-05-01", wantedYears: [2024] });
  expect(scope.years.map((y) => [y.endsOn, y.included])).toEqual([
    ["2023-03-31", false],
    ["2024-03-31", true],
  ]);
  expect(scope.years[0]!.materials[0]!.reason.code).toBe("year_not_asked_for");
  expect(() => decideScope({ company, years, asOf: "2024-05-01", wantedYears: [2022] })).toThrow(
    /ends in 2022.*2023, 2024/,
  );
  expect(codeOf(() => decideScope({ company, years, asOf: "2024-05-01", wantedYears: [2022] }))).toBe("unknown_year");
});

test("an open year is in and marked", () => {
  const scope = decideScope({ company, years: [year("2026-01-01", "2026-12-31", null)], asOf: "2026-11-22" });
  expect(scope.years[0]).toMatchObject({ open: true, included: true });
});

test("nothing is silently missing: every material of every year is decided, and what is not carried or never leaves is named", () => {
  for (const country of ["FI", "SE", "NO"]) {
    const scope = decideScope({
      company: { ...company, country },
      years: [year("2023-01-01", "2023-12-31")],
      asOf: "2024-01-01",
    });
    expect(scope.years[0]!.materials.map((m) => m.material)).toEqual([...materials]);
    expect(scope.notInThisArchive.map((n) => n.material)).toContain("payroll");
    expect(scope.neverIncluded.map((n) => n.what)).toEqual(
      expect.arrayContaining(["user_log_ins", "internal_notes", "drafts", "credentials", "read_logs"]),
    );
  }
});

test("a country without rules, an impossible day and an empty list of years are refused by name", () => {
  const years = [year("2023-01-01", "2023-12-31")];
  expect(codeOf(() => decideScope({ company: { ...company, country: "LT" }, years, asOf: "2024-01-01" }))).toBe(
    "no_law_pack",
  );
  expect(() => decideScope({ company: { ...company, country: "LT" }, years, asOf: "2024-01-01" })).toThrow(
    /country LT/,
  );
  expect(codeOf(() => decideScope({ company, years, asOf: "2023-02-29" }))).toBe("bad_input");
  expect(codeOf(() => decideScope({ company, years, asOf: "2024-01-01", wantedYears: [] }))).toBe("bad_input");
});

test("the hash does not depend on the order in which things were given, and changes with the day", () => {
  const a = year("2022-01-01", "2022-12-31");
  const b = year("2023-01-01", "2023-12-31");
  const hash = (input: ScopeInput) => scopeSha256(decideScope(input));
  const first = hash({ company, years: [a, b], asOf: "2024-01-01", wantedYears: [2022, 2023] });
  expect(hash({ asOf: "2024-01-01", wantedYears: [2023, 2022], years: [b, a], company })).toBe(first);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(hash({ company, years: [a, b], asOf: "2024-01-02", wantedYears: [2022, 2023] })).not.toBe(first);
});

const anyDay = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

test("properties: ends on 31 December for calendar-year rules, never before the year's own end, monotonous in asOf", () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.constantFrom("FI", "SE", "NO"), (endsOn, asOf, country) => {
      const years = [year("1980-01-01", endsOn)];
      const at = (when: string) =>
        decideScope({ company: { ...company, country }, years, asOf: when }).years[0]!.materials;
      for (const m of at(asOf)) {
        expect(m.retainUntil > endsOn).toBe(true);
        expect(m.included).toBe(asOf <= m.retainUntil);
        if (m.citation === "KPL 2:10.2" && m.class === "6 years")
          expect(m.retainUntil).toBe(`${Number(endsOn.slice(0, 4)) + 6}-12-31`);
        if (country === "SE") expect(m.retainUntil).toBe(`${Number(endsOn.slice(0, 4)) + 7}-12-31`);
      }
      const later = at("2099-12-31")
        .filter((m) => m.included)
        .map((m) => m.material);
      expect(
        at(asOf)
          .filter((m) => m.included)
          .map((m) => m.material),
      ).toEqual(expect.arrayContaining(later));
    }),
  );
});
