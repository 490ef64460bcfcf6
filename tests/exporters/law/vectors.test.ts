import { expect, test } from "vitest";
import { markedIncluded, voucherRetainUntil } from "#exporters/law/marked-vouchers.ts";
import { lawPacks } from "#exporters/law/packs.ts";
import { recordRetainUntil } from "#exporters/law/retention.ts";
import { decideScope } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import type { AnyMaterial, RetentionBasis } from "#exporters/law/types.ts";

const company = { id: "c", businessId: "9000001-1", country: "FI", name: "Vektori Oy" };
const scope = (country: string, endsOn: string, more: Partial<ScopeInput> = {}, closedOn: string | null = endsOn) =>
  decideScope({
    company: { ...company, country },
    years: [{ id: "y", startsOn: `${Number(endsOn.slice(0, 4)) - 1}-01-01`, endsOn, closedOn }],
    asOf: "2020-01-01",
    ...more,
  });

// Counted on paper from the paragraphs: the year's end, the calendar year's end, then the years, then the day before the same day.
test.each<[string, string, AnyMaterial, string, string]>([
  ["FI", "2024-03-31", "general_ledger", "2034-03-31", "fi.kpl.2-10-1"],
  ["FI", "2024-03-31", "receivables_ledger", "2034-03-31", "fi.kpl.2-10-1"],
  ["FI", "2024-02-29", "tax_codes", "2034-02-28", "fi.kpl.2-10-1.keys"],
  ["FI", "2024-03-31", "balance_specifications", "2034-03-31", "fi.practice.balance-specifications"],
  ["FI", "2024-03-31", "notes_specifications", "2034-03-31", "fi.practice.balance-specifications"],
  ["FI", "2024-03-31", "vouchers", "2030-12-31", "fi.kpl.2-10-2"],
  ["FI", "2023-12-31", "agreements", "2029-12-31", "fi.kpl.2-10-2"],
  ["FI", "2024-01-01", "inventory", "2030-12-31", "fi.kpl.2-10-2"],
  ["FI", "2024-03-31", "vat_returns", "2030-12-31", "fi.ovml.28-1"],
  ["FI", "2023-12-31", "vat_return_documents", "2029-12-31", "fi.ovml.28-1"],
  ["FI", "2023-12-31", "construction_reports", "2029-12-31", "fi.vml.15b"],
  ["FI", "2024-03-31", "sustainability_data", "2030-03-31", "fi.kpl.7-29"],
  ["FI", "2024-03-31", "employer_returns", "2034-03-31", "fi.ovml.28-3"],
  ["SE", "2024-04-30", "journal", "2031-12-31", "se.bfl.7-2"],
  ["SE", "2024-04-30", "vat_returns", "2031-12-31", "se.sff.9-1"],
  ["NO", "2024-02-29", "vouchers", "2029-02-28", "no.bokfl.13.primary"],
  ["NO", "2023-08-31", "correspondence", "2027-02-28", "no.bokfl.13.secondary"],
  ["NO", "2024-12-31", "agreements", "2028-06-30", "no.bokfl.13.secondary"],
  ["DK", "2024-09-30", "vouchers", "2029-09-30", "dk.bogfl.12"],
  ["EE", "2024-06-30", "journal", "2031-06-30", "ee.rps.12"],
  ["EE", "2024-06-30", "agreements", "2031-06-30", "ee.rps.12.contracts"],
  ["DE", "2024-06-30", "vouchers", "2032-12-31", "de.ao.147.vouchers"],
  ["DE", "2017-12-31", "vouchers", "2025-12-31", "de.ao.147.vouchers"],
  ["DE", "2024-06-30", "correspondence", "2030-12-31", "de.ao.147.other"],
])("%s, a year ending %s: %s until %s by %s", (country, endsOn, material, until, ruleId) => {
  expect(scope(country, endsOn).years[0]!.materials.find((m) => m.material === material)).toMatchObject({
    retainUntil: until,
    ruleId,
    included: true,
  });
});

test.each([
  ["2023-12-31", "2024-05-10", "2034-12-31"],
  ["2024-06-30", "2024-11-30", "2034-12-31"],
  ["2024-06-30", null, "2035-12-31"],
])(
  "German books of a year ending %s whose statements were drawn up %s are kept until %s",
  (endsOn, closedOn, until) => {
    expect(scope("DE", endsOn, {}, closedOn).years[0]!.materials[0]).toMatchObject({
      retainUntil: until,
      ruleId: "de.ao.147.books",
    });
  },
);

// What came into being while the statements were drawn up has the later year: AO § 147 Abs. 4.
test.each<[string | null, AnyMaterial, string]>([
  ["2024-11-30", "vouchers", "2032-12-31"],
  ["2025-05-10", "vouchers", "2033-12-31"],
  ["2025-05-10", "voucher_documents", "2033-12-31"],
  [null, "vouchers", "2033-12-31"],
  ["2024-11-30", "vat_returns", "2030-12-31"],
  ["2025-05-10", "vat_returns", "2031-12-31"],
  ["2025-05-10", "correspondence", "2031-12-31"],
])(
  "of a German year ending 2024-06-30 and closed %s, %s until %s, said to be practice",
  (closedOn, material, until) => {
    expect(
      scope("DE", "2024-06-30", {}, closedOn).years[0]!.materials.find((m) => m.material === material),
    ).toMatchObject({
      retainUntil: until,
      practice: true,
    });
  },
);

test("the German payroll ledger is a book, and payslips are vouchers", () => {
  const { materials } = scope("DE", "2024-12-31", { part: "payroll" }, "2025-05-10").years[0]!;
  expect(materials.map((m) => [m.material, m.retainUntil, m.ruleId])).toEqual([
    ["payroll_ledger", "2035-12-31", "de.ao.147.books"],
    ["payslips", "2033-12-31", "de.ao.147.vouchers"],
    ["payroll_documents", "2033-12-31", "de.ao.147.vouchers"],
  ]);
});

test.each([
  ["payroll_ledger", "2034-03-31"],
  ["payslips", "2034-03-31"],
  ["payroll_documents", "2034-03-31"],
])("Finnish %s of a year ending 2024-03-31 is kept until %s", (material, until) => {
  const payroll = scope("FI", "2024-03-31", { part: "payroll" });
  expect(payroll.years[0]!.materials.find((m) => m.material === material)).toMatchObject({
    retainUntil: until,
    ruleId: "fi.ovml.28-3",
  });
  expect(payroll.years[0]!.materials).toHaveLength(3);
});

test.each<[string, RetentionBasis, string, string, string, string]>([
  ["FI", "real_estate_investment", "2019-12-31", "2019-05-01", "2032-12-31", "fi.avl.209q"],
  ["FI", "real_estate_investment", "2019-12-31", "2020-01-01", "2033-12-31", "fi.avl.209q"],
  ["FI", "one_stop_shop", "2022-03-31", "2021-07-15", "2031-12-31", "fi.avl.134e"],
  ["FI", "investment_gold", "2020-12-31", "2023-06-30", "2029-12-31", "fi.avl.209t"],
  ["FI", "construction_site", "2020-12-31", "2022-11-05", "2028-12-31", "fi.vml.15b.site"],
  ["FI", "eu_aid", "2020-12-31", "2024-02-29", "2029-12-31", "fi.kpl.2-10-4"],
  // The mark's own period is over before the year's: the longer one counts.
  ["FI", "eu_aid", "2024-12-31", "2024-02-29", "2030-12-31", "fi.kpl.2-10-2"],
  // Ten years with 2019 run out in 2028, and seven more end in 2035.
  ["SE", "real_estate_investment", "2019-12-31", "2019-05-01", "2035-12-31", "se.sff.9-1.adjustment"],
  // Years from July: the tenth ends on 30 June 2029, so seven more end in 2036, whichever half of the first the day is in.
  ["SE", "real_estate_investment", "2020-06-30", "2019-07-01", "2036-12-31", "se.sff.9-1.adjustment"],
  ["SE", "real_estate_investment", "2020-06-30", "2020-06-30", "2036-12-31", "se.sff.9-1.adjustment"],
  // Taken into use in the year after the voucher's, which ends on 30 June 2021.
  ["SE", "real_estate_investment", "2020-06-30", "2020-07-01", "2037-12-31", "se.sff.9-1.adjustment"],
  ["SE", "investment_gold", "2020-12-31", "2022-06-30", "2029-12-31", "se.sff.9-8"],
  ["SE", "one_stop_shop", "2021-12-31", "2021-07-15", "2031-12-31", "se.eu.oss"],
  ["SE", "eu_aid", "2020-12-31", "2024-02-29", "2029-12-31", "se.eu.eu-aid"],
  ["NO", "real_estate_investment", "2020-06-30", "2018-01-01", "2030-06-30", "no.bokff.7-3"],
  ["NO", "construction_site", "2020-06-30", "2026-01-01", "2030-06-30", "no.bokff.8-1-5"],
  // The tenth year after the one that ends on 30 June 2020 ends in 2030, and five more in 2035.
  ["DK", "real_estate_investment", "2020-06-30", "2019-09-01", "2035-12-31", "dk.practice.real-estate"],
  // The tenth year with 2020 is 2029; its December is in the year that ends on 30 June 2030, and seven more end in 2037.
  ["EE", "real_estate_investment", "2020-06-30", "2020-03-01", "2037-12-31", "ee.practice.real-estate"],
  // Ten years from the first use end on 30 April 2029; declared by the end of 2032 at the latest, assessed in four more years.
  ["DE", "real_estate_investment", "2019-12-31", "2019-05-01", "2036-12-31", "de.practice.real-estate"],
  ["DK", "one_stop_shop", "2021-12-31", "2021-07-15", "2031-12-31", "dk.eu.oss"],
  ["EE", "one_stop_shop", "2021-12-31", "2021-07-15", "2031-12-31", "ee.eu.oss"],
  ["DE", "one_stop_shop", "2021-12-31", "2021-07-15", "2031-12-31", "de.eu.oss"],
])("%s, %s of a year ending %s marked from %s: until %s by %s", (country, basis, endsOn, startsOn, until, ruleId) => {
  const { years } = decideScope({
    company: { ...company, country },
    years: [{ id: "y", startsOn: "2018-01-01", endsOn, closedOn: endsOn, marks: [{ basis, startsOn, vouchers: 2 }] }],
    asOf: "2020-01-01",
  });
  for (const material of ["vouchers", "voucher_documents"])
    expect(years[0]!.materials.find((m) => m.material === material)!.marked).toMatchObject([
      { basis, startsOn, vouchers: 2, retainUntil: until, ruleId },
    ]);
  expect(voucherRetainUntil(years[0]!, [{ basis, startsOn }])).toBe(until);
});

test("in a long first year the day's financial year is that one, and years that end with February do so on the 28th or 29th", () => {
  const until = (startsOn: string, endsOn: string, day: string) =>
    decideScope({
      company: { ...company, country: "SE" },
      years: [
        {
          id: "y",
          startsOn,
          endsOn,
          closedOn: null,
          marks: [{ basis: "real_estate_investment", startsOn: day, vouchers: 1 }],
        },
      ],
      asOf: "2020-01-01",
    }).years[0]!.materials.find((m) => m.material === "vouchers")!.marked![0]!.retainUntil;
  expect(until("2019-07-01", "2020-12-31", "2019-08-15")).toBe("2036-12-31");
  expect(until("2019-07-01", "2020-12-31", "2021-08-15")).toBe("2037-12-31");
  expect(until("2020-03-01", "2021-02-28", "2024-02-29")).toBe("2040-12-31");
  expect(until("2020-03-01", "2021-02-28", "2024-03-01")).toBe("2041-12-31");
});

test("what was read in a guide alone says so wherever it is decided, and what was read in the statute does not", () => {
  const said = (country: string) => [
    ...new Set(scope(country, "2024-12-31").years[0]!.materials.map((m) => m.readInGuide)),
  ];
  expect(said("DK")).toEqual([true]);
  expect(said("EE")).toEqual([true]);
  for (const country of ["FI", "SE", "NO", "DE"]) expect(said(country)).toEqual([undefined]);
});

test("a property's vouchers outlive their year: the others are out, they are in, and a year holds for them alone", () => {
  const input = (asOf: string): ScopeInput => ({
    company,
    years: [
      {
        id: "y",
        startsOn: "2010-01-01",
        endsOn: "2010-12-31",
        closedOn: "2011-03-01",
        marks: [
          { basis: "real_estate_investment", startsOn: "2010-06-01", vouchers: 3 },
          { basis: "one_stop_shop", startsOn: "2010-02-01", vouchers: 1 },
        ],
      },
    ],
    asOf,
  });
  const [year] = decideScope(input("2023-12-31")).years;
  expect(year).toMatchObject({ included: true });
  expect(year!.materials.filter((m) => m.included)).toEqual([]);
  expect(markedIncluded(year!)).toMatchObject([{ basis: "real_estate_investment", retainUntil: "2023-12-31" }]);
  expect(voucherRetainUntil(year!, [])).toBe("2016-12-31");
  expect(
    voucherRetainUntil(year!, [
      { basis: "real_estate_investment", startsOn: "2010-06-01" },
      { basis: "one_stop_shop", startsOn: "2010-02-01" },
    ]),
  ).toBe("2023-12-31");
  const [after] = decideScope(input("2024-01-01")).years;
  expect(after!.included).toBe(false);
  expect(markedIncluded(after!)).toEqual([]);
});

test("a basis that a country's rules do not know follows the year and says so", () => {
  const { years } = scope("DE", "2024-12-31", {
    years: [
      {
        id: "y",
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        closedOn: null,
        marks: [{ basis: "construction_site", startsOn: "2030-01-01", vouchers: 1 }],
      },
    ],
  });
  const [marked] = years[0]!.materials.find((m) => m.material === "vouchers")!.marked!;
  expect(marked).toMatchObject({ retainUntil: "2033-12-31", ruleId: "de.ao.147.vouchers" });
  expect(marked!.note).toContain("no period of their own");
});

test("reports of a site that was completed later are kept from its completion", () => {
  const { years } = scope("FI", "2024-12-31", {
    years: [
      {
        id: "y",
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        closedOn: null,
        marks: [
          { basis: "construction_site", startsOn: "2026-03-01", vouchers: 1 },
          { basis: "construction_site", startsOn: "2025-03-01", vouchers: 1 },
        ],
      },
    ],
  });
  expect(years[0]!.materials.find((m) => m.material === "construction_reports")!.retainUntil).toBe("2032-12-31");
});

test.each<[string, "working_time_records" | "holiday_records", number, string | null, string]>([
  // Hours of 2023 while employed: two years from the end of 2023.
  ["FI", "working_time_records", 2023, null, "2025-12-31"],
  ["FI", "working_time_records", 2023, "2026-02-01", "2025-12-31"],
  // The employment ended before that: two years from its last day, later or earlier than the year's.
  ["FI", "working_time_records", 2023, "2024-05-15", "2026-05-15"],
  ["FI", "working_time_records", 2023, "2025-12-31", "2027-12-31"],
  ["FI", "working_time_records", 2024, "2024-02-29", "2026-02-28"],
  // Credit year that ended on 31 March 2023: its winter holiday is due in 2024 at the latest.
  ["FI", "holiday_records", 2023, null, "2026-12-31"],
  ["FI", "holiday_records", 2023, "2023-06-30", "2025-06-30"],
  ["FI", "holiday_records", 2023, "2026-12-31", "2028-12-31"],
  ["SE", "working_time_records", 2023, "2023-06-30", "2025-12-31"],
  ["SE", "holiday_records", 2023, null, "2026-12-31"],
  ["NO", "working_time_records", 2023, null, "2028-12-31"],
  ["NO", "holiday_records", 2023, null, "2028-12-31"],
  ["DK", "working_time_records", 2023, null, "2029-12-31"],
  ["EE", "holiday_records", 2023, null, "2030-12-31"],
  ["DE", "working_time_records", 2023, null, "2025-12-31"],
  ["DE", "holiday_records", 2023, null, "2026-12-31"],
])("%s %s of %i of somebody employed until %s are kept until %s", (country, material, recordYear, until, expected) => {
  const rule = lawPacks.find((p) => p.country === country)!.rules.find((r) => r.materials.includes(material))!;
  expect(recordRetainUntil(rule, recordYear, until)).toBe(expected);
});

test("practice that is longer than law is marked as such wherever it is decided, and nothing else is", () => {
  const practice = scope("FI", "2024-03-31")
    .years[0]!.materials.filter((m) => m.practice)
    .map((m) => m.material);
  expect(practice).toEqual(["balance_specifications", "notes_specifications"]);
});
