import { expect, test } from "vitest";
import { missingItems } from "#app/domain/exports/missing-items.ts";
import { scopeView } from "#app/domain/exports/scope-view.ts";
import { ScopeReview } from "#app/ui/scope-review.tsx";
import { decideScope } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import { htmlOf, rowsOf } from "#tests/support/render.tsx";

const input: ScopeInput = {
  company: { id: "c", businessId: "9000001-1", country: "FI", name: "Katselmus Oy" },
  years: [
    {
      id: "a",
      startsOn: "2018-01-01",
      endsOn: "2018-12-31",
      closedOn: "2019-03-01",
      marks: [{ basis: "real_estate_investment", startsOn: "2018-06-01", vouchers: 3 }],
    },
  ],
  asOf: "2026-11-23",
  employees: [
    { number: "1", employedFrom: "2015-01-01", employedUntil: null },
    { number: "2", employedFrom: "2015-01-01", employedUntil: "2025-06-30" },
  ],
  records: ["1", "2"].map((employeeNumber) => ({ employeeNumber, material: "working_time_records", recordYear: 2024 })),
};
const shown = (more: Partial<ScopeInput> = {}, undated = 0) => {
  const scope = decideScope({ ...input, ...more });
  return htmlOf(
    <ScopeReview
      scope={scopeView(scope, [])}
      missing={missingItems(scope, [], undated)}
      adjustments={(more.adjustments ?? []).map((adjustment) => ({
        ...adjustment,
        by: "Aino Asker",
        at: "2026-11-23T08:00:00.000Z",
      }))}
    />,
  );
};

test("vouchers that outlive their year stand under it, in, while the year's others are out", () => {
  const rows = rowsOf(shown());
  const mark = rows.find(([, what]) => what?.startsWith("Real-estate investment"))!;
  expect(mark.slice(0, 3)).toEqual(["In", expect.stringContaining("3 from 2018-06-01"), "2031-12-31"]);
  expect(mark[3]).toContain("AVL (1501/1993) 209 q §");
  const vouchers = rows.find(([, what]) => what?.includes("Voucher documents"))!;
  expect(vouchers.slice(0, 1)).toEqual(["Out"]);
});

test("what is kept by practice is said to be longer than the law", () => {
  const specifications = rowsOf(shown()).find(([, what]) => what?.includes("Balance sheet specifications"))!;
  expect(specifications.at(-1)).toContain("Practice, longer than law");
  const journal = rowsOf(shown()).find(([, what]) => what?.includes("Journal"))!;
  expect(journal.at(-1)).not.toContain("Practice");
});

test("the approver reads what was decided beside the law, why and by whom", () => {
  const rows = rowsOf(
    shown({
      adjustments: [
        { kind: "leave_out", material: "journal", yearEndsOn: null, until: null, reason: "It is at the auditor's" },
      ],
    }),
  );
  const decided = rows.find((row) => row[1] === "Left out")!;
  expect(decided[0]).toContain("every year");
  expect(decided[2]).toBe("It is at the auditor's");
  expect(decided[3]).toContain("Aino Asker");
  // On a phone the reason and who answers for it have no column: they stand on a line under the row.
  const below = rows[rows.indexOf(decided) + 1]!;
  expect(below).toHaveLength(1);
  expect(below[0]).toMatch(/^It is at the auditor's Aino Asker, 2026-11-23 10:00/);
});

test("of payroll, records stand by employment, and documents that nobody can date are told", () => {
  const html = shown({ part: "payroll" }, 4);
  const hours = rowsOf(html).find(([, what]) => what?.startsWith("Working-time records"))!;
  expect(hours.slice(0, 3)).toEqual(["In", expect.stringContaining("2 employees, 2024"), "2026-12-31 – 2027-06-30"]);
  expect(html).toContain("4 documents of working time or holidays name no employee or no year");
  expect(shown()).not.toContain("Working-time records");
});
