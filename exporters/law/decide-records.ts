import { ArchiveError } from "../errors.ts";
import { decide } from "./decide.ts";
import { endYear, ruleFor } from "./decide-year.ts";
import { recordRetainUntil } from "./retention.ts";
import type { RecordDecision } from "./scope.ts";
import type { Adjustment, ParsedScopeInput } from "./scope-input.ts";
import type { LawPack } from "./types.ts";

/**
 * What is in of employees' records, per employee and calendar year. A record is asked for when a wanted financial year has
 * days of its calendar year. Pure.
 * @throws ArchiveError bad_input for a record of an employee that is not given: nobody could say when its period ends
 */
export function decideRecords(pack: LawPack, input: ParsedScopeInput): RecordDecision[] {
  const { asOf, years, wantedYears, adjustments } = input;
  const employees = new Map(input.employees.map((employee) => [employee.number, employee]));
  const seen = new Set<string>();
  const isWanted = (year: Year) => !wantedYears || wantedYears.includes(endYear(year.endsOn));
  return input.records
    .filter((record) => {
      const known = seen.has(key(record));
      seen.add(key(record));
      return !known;
    })
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((record): RecordDecision => {
      const employee = employees.get(record.employeeNumber);
      if (!employee)
        throw new ArchiveError(
          "bad_input",
          `The ledger has records of employee ${record.employeeNumber}, but no such employee. Correct the ledger's employees.`,
          { place: record.employeeNumber },
        );
      const rule = ruleFor(pack, record.material);
      const asking = years.filter((year) => hasDaysOf(year, record.recordYear)).filter(isWanted);
      const decision = decide({
        rule,
        until: recordRetainUntil(rule, record.recordYear, employee.employedUntil),
        asOf,
        wanted: !wantedYears || asking.length > 0,
        adjustments: concerning(
          adjustments.filter((a) => a.material === record.material),
          asking,
        ),
      });
      return { ...record, ...decision };
    });
}

type Year = ParsedScopeInput["years"][number];

const hasDaysOf = (year: Year, calendarYear: number): boolean =>
  endYear(year.startsOn) <= calendarYear && calendarYear <= endYear(year.endsOn);

/**
 * The adjustments that are about a record. A record is of a calendar year and cannot be divided among the financial years that
 * have days of it: one of them is enough to keep it longer, but it is left out only when each that asks for it leaves it out.
 */
function concerning(adjustments: readonly Adjustment[], asking: readonly Year[]): Adjustment[] {
  const about = adjustments.filter((a) => a.yearEndsOn === null || asking.some((year) => year.endsOn === a.yearEndsOn));
  const leftOut = about.filter((a) => a.kind === "leave_out").map((a) => a.yearEndsOn);
  const whole = leftOut.includes(null) || asking.every((year) => leftOut.includes(year.endsOn));
  return whole ? about : about.filter((a) => a.kind !== "leave_out");
}

const key = (record: ParsedScopeInput["records"][number]) =>
  `${record.employeeNumber}\u0000${record.material}\u0000${record.recordYear}`;
