import fc from "fast-check";
import { expect, test } from "vitest";
import { markedIncluded, voucherRetainUntil } from "#exporters/law/marked-vouchers.ts";
import { decideScope, scopeSha256 } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import { booksMaterials, payrollMaterials, recordMaterials, retentionBases } from "#exporters/law/types.ts";

const dayBetween = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const anyDay = dayBetween("1996-01-01", "2060-12-31");
const country = fc.constantFrom("FI", "SE", "NO", "DK", "EE", "DE");

/** A first year of 1 to 18 months that ends on any day, then years of twelve months. */
const years = fc
  .record({
    firstEnd: dayBetween("1998-01-01", "2040-12-31"),
    months: fc.integer({ min: 1, max: 18 }),
    count: fc.integer({ min: 1, max: 6 }),
    closed: fc.boolean(),
    marks: fc.array(
      fc.record({
        basis: fc.constantFrom(...retentionBases),
        startsOn: anyDay,
        vouchers: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ firstEnd, months, count, closed, marks }) => {
    const at = (year: number) => `${Number(firstEnd.slice(0, 4)) + year}-${firstEnd.slice(5)}`;
    // 29 February is a year's end in leap years only.
    const end = (year: number) => (at(year).endsWith("02-29") ? at(year).replace("02-29", "02-28") : at(year));
    const start = new Date(firstEnd);
    start.setUTCDate(1);
    start.setUTCMonth(start.getUTCMonth() - months + 1);
    const next = (day: string) => {
      const date = new Date(day);
      date.setUTCDate(date.getUTCDate() + 1);
      return date.toISOString().slice(0, 10);
    };
    return Array.from({ length: count }, (_, index) => ({
      id: `y${index}`,
      startsOn: index === 0 ? start.toISOString().slice(0, 10) : next(index === 1 ? firstEnd : end(index - 1)),
      endsOn: index === 0 ? firstEnd : end(index),
      closedOn: closed || index < count - 1 ? end(index) : null,
      marks: [...new Map(marks.map((mark) => [mark.basis + mark.startsOn, mark])).values()],
    }));
  });

const adjustments = (materials: readonly string[]) =>
  fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant("leave_out" as const),
        material: fc.constantFrom(...materials),
        yearEndsOn: fc.constant(null),
        until: fc.constant(null),
        reason: fc.constant("A reason"),
      }),
      fc.record({
        kind: fc.constant("keep_until" as const),
        material: fc.constantFrom(...materials),
        yearEndsOn: fc.constant(null),
        until: anyDay,
        reason: fc.constant("A reason"),
      }),
    ),
    { maxLength: 4 },
  ) as fc.Arbitrary<NonNullable<ScopeInput["adjustments"]>>;

const books = fc.record({ country, years, asOf: anyDay, adjustments: adjustments(booksMaterials) }).map(
  ({ country, ...rest }): ScopeInput => ({
    company: { id: "c", businessId: "9000001-1", country, name: "Satunnainen Oy" },
    ...rest,
  }),
);

const payroll = fc
  .record({
    country,
    years,
    asOf: anyDay,
    adjustments: adjustments([...payrollMaterials, ...recordMaterials]),
    employees: fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 20 }).map(String),
        employedFrom: fc.constant("1996-01-01"),
        employedUntil: fc.option(anyDay),
      }),
      { selector: (employee) => employee.number, minLength: 1, maxLength: 5 },
    ),
    recordYears: fc.array(fc.integer({ min: 1998, max: 2045 }), { maxLength: 4 }),
  })
  .map(
    ({ country, recordYears, ...rest }): ScopeInput => ({
      part: "payroll",
      company: { id: "c", businessId: "9000001-1", country, name: "Satunnainen Oy" },
      ...rest,
      records: rest.employees.flatMap((employee) =>
        recordYears.flatMap((recordYear) =>
          recordMaterials.map((material) => ({ employeeNumber: employee.number, material, recordYear })),
        ),
      ),
    }),
  );

const all = (input: ScopeInput) => {
  const scope = decideScope(input);
  return [...scope.years.flatMap((year) => year.materials.flatMap((m) => [m, ...(m.marked ?? [])])), ...scope.records];
};

test("nothing is in after its day, and what is out says why", () => {
  fc.assert(
    fc.property(fc.oneof(books, payroll), (input) => {
      for (const decision of all(input)) {
        expect(decision.retainUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        if (decision.included) expect(decision.retainUntil >= input.asOf).toBe(true);
        expect(decision.reason.code === "retention_expired").toBe(decision.retainUntil < input.asOf);
        expect(decision.included).toBe(
          decision.reason.code === "required_by_law" || decision.reason.code === "kept_longer_by_officer",
        );
      }
    }),
  );
});

test("without adjustments a later day takes nothing in that an earlier one left out", () => {
  fc.assert(
    fc.property(fc.oneof(books, payroll), anyDay, (input, other) => {
      const [before, after] = [input.asOf, other].toSorted() as [string, string];
      const early = all({ ...input, adjustments: [], asOf: before });
      const late = all({ ...input, adjustments: [], asOf: after });
      late.forEach((decision, index) => {
        if (decision.included) expect(early[index]!.included).toBe(true);
        expect(decision.retainUntil).toBe(early[index]!.retainUntil);
      });
    }),
  );
});

test("adjustments never shorten a period and never decide about more things than the law names", () => {
  fc.assert(
    fc.property(fc.oneof(books, payroll), (input) => {
      const adjusted = all(input);
      const bare = all({ ...input, adjustments: [] });
      expect(adjusted).toHaveLength(bare.length);
      adjusted.forEach((decision, index) => {
        expect(decision.retainUntil >= bare[index]!.retainUntil).toBe(true);
        if (decision.included && !bare[index]!.included) expect(decision.reason.code).toBe("kept_longer_by_officer");
      });
    }),
  );
});

test("leaving records out year by year for all years is leaving them out for every year; for one, those of no other", () => {
  fc.assert(
    fc.property(payroll, fc.nat(), (given, pick) => {
      const years = [...given.years];
      const leaveOut = (yearEndsOn: string | null) =>
        recordMaterials.map((material) => ({
          kind: "leave_out" as const,
          material,
          yearEndsOn,
          until: null,
          reason: "A reason",
        }));
      const records = (adjustments: ReturnType<typeof leaveOut>) => decideScope({ ...given, adjustments }).records;
      const touches = (year: (typeof years)[number], calendarYear: number) =>
        Number(year.startsOn.slice(0, 4)) <= calendarYear && calendarYear <= Number(year.endsOn.slice(0, 4));
      const bare = records([]);
      const oneByOne = records(years.flatMap((year) => leaveOut(year.endsOn)));
      oneByOne.forEach((record, i) => {
        if (years.some((year) => touches(year, record.recordYear))) expect(record.included).toBe(false);
        else expect(record).toEqual(bare[i]);
      });
      for (const record of records(leaveOut(null))) expect(record.included).toBe(false);
      const year = years[pick % years.length]!;
      records(leaveOut(year.endsOn)).forEach((record, i) => {
        const holders = years.filter((other) => touches(other, record.recordYear));
        if (holders.length === 1 && holders[0] === year) expect(record.included).toBe(false);
        else expect(record).toEqual(bare[i]);
      });
    }),
  );
});

test("a marked voucher is kept at least as long as its year's others, and a year with one that is in is in", () => {
  fc.assert(
    fc.property(books, (input) => {
      for (const year of decideScope(input).years) {
        const vouchers = year.materials.find((m) => m.material === "vouchers")!;
        for (const mark of vouchers.marked ?? []) {
          expect(mark.retainUntil >= vouchers.retainUntil).toBe(true);
          expect(voucherRetainUntil(year, [mark])).toBe(mark.retainUntil);
        }
        if (vouchers.included) expect(markedIncluded(year)).toEqual(vouchers.marked ?? []);
        if (markedIncluded(year).length > 0) expect(year.included).toBe(true);
      }
    }),
  );
});

test("each year's day comes by whole years after its end, on any day, in leap years and after an 18-month first year", () => {
  fc.assert(
    fc.property(books, (input) => {
      for (const year of decideScope({ ...input, adjustments: [] }).years)
        for (const { retainUntil, class: period, material } of year.materials) {
          if (material === "construction_reports") continue;
          const ends = Number(year.endsOn.slice(0, 4));
          const gap = Number(retainUntil.slice(0, 4)) - ends;
          if (period === "3.5 years") {
            expect([3, 4]).toContain(gap);
            continue;
          }
          // German books count from the closing, which may come in the year after.
          expect([Number.parseInt(period, 10), Number.parseInt(period, 10) + 1]).toContain(gap);
          const leap = year.endsOn.endsWith("02-29") && retainUntil.endsWith("02-28");
          expect(retainUntil.endsWith("12-31") || retainUntil.slice(5) === year.endsOn.slice(5) || leap).toBe(true);
        }
    }),
  );
});

test("neither the machine's time zone nor the order in which things are given changes a scope", () => {
  const zone = process.env.TZ;
  try {
    fc.assert(
      fc.property(
        fc.oneof(books, payroll),
        fc.constantFrom("UTC", "Europe/Helsinki", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Santiago"),
        (input, elsewhere) => {
          process.env.TZ = "UTC";
          const here = scopeSha256(decideScope(input));
          process.env.TZ = elsewhere;
          const turned = {
            ...input,
            years: input.years.map((year) => ({ ...year, marks: (year.marks ?? []).toReversed() })).toReversed(),
            employees: input.employees?.toReversed(),
            records: input.records?.toReversed(),
            adjustments: input.adjustments?.toReversed(),
          };
          expect(scopeSha256(decideScope(turned))).toBe(here);
        },
      ),
    );
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
