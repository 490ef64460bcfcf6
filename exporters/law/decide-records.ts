import { ArchiveError } from "../errors.ts";
import { decide } from "./decide.ts";
import { endYear, ruleFor } from "./decide-year.ts";
import { recordRetainUntil } from "./retention.ts";
import type { RecordDecision } from "./scope.ts";
import type { ParsedScopeInput } from "./scope-input.ts";
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
      const wanted =
        !wantedYears ||
        years.some(
          (y) =>
            wantedYears.includes(endYear(y.endsOn)) &&
            endYear(y.startsOn) <= record.recordYear &&
            record.recordYear <= endYear(y.endsOn),
        );
      const decision = decide({
        rule,
        until: recordRetainUntil(rule, record.recordYear, employee.employedUntil),
        asOf,
        wanted,
        adjustments: adjustments.filter(
          (a) =>
            a.material === record.material && (a.yearEndsOn === null || endYear(a.yearEndsOn) === record.recordYear),
        ),
      });
      return { ...record, ...decision };
    });
}

const key = (record: ParsedScopeInput["records"][number]) =>
  `${record.employeeNumber}\u0000${record.material}\u0000${record.recordYear}`;
