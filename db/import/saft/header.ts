import type { CompanyHead } from "../books.ts";
import { calendarYear, monthSpan, parseIsoDate, type Span, wholeMonths } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import type { ElementRule } from "./tree.ts";

export type SaftHeader = {
  version: string;
  country: string;
  company: CompanyHead;
  selection: { start?: string; end?: string; period: Record<"from" | "fromYear" | "to" | "toYear", string> };
};

export const emptyHeader = (): SaftHeader => ({
  version: "",
  country: "",
  company: {},
  selection: { period: { from: "", fromYear: "", to: "", toYear: "" } },
});

export function headerRules(header: SaftHeader): ElementRule {
  const { company, selection } = header;
  const set = (key: keyof CompanyHead): ElementRule => ({
    text: (value) => {
      if (value !== "") company[key] ??= value;
    },
  });
  const period = (key: keyof typeof selection.period): ElementRule => ({
    text: (value) => {
      selection.period[key] = value;
    },
  });
  return {
    children: {
      AuditFileVersion: {
        text: (value) => {
          header.version = value;
        },
      },
      AuditFileCountry: {
        text: (value) => {
          header.country = value;
        },
      },
      DefaultCurrencyCode: set("currency"),
      Company: {
        children: {
          RegistrationNumber: set("businessId"),
          Name: set("name"),
          Address: {
            children: {
              StreetName: set("street"),
              PostalCode: set("postalCode"),
              City: set("city"),
              Country: set("addressCountry"),
            },
          },
          TaxRegistration: { children: { TaxRegistrationNumber: set("vatNumber") } },
        },
      },
      SelectionCriteria: {
        children: {
          SelectionStartDate: {
            text: (value) => {
              selection.start = parseIsoDate(value);
            },
          },
          SelectionEndDate: {
            text: (value) => {
              selection.end = parseIsoDate(value);
            },
          },
          PeriodStart: period("from"),
          PeriodStartYear: period("fromYear"),
          PeriodEnd: period("to"),
          PeriodEndYear: period("toYear"),
        },
      },
    },
  };
}

/**
 * The financial year of a SAF-T file, which names a selection of periods only. Within one calendar year it is that year;
 * twelve whole months over a turn of the year are a financial year of their own. Anything else is left to `--year`.
 */
export function saftYear({ selection }: SaftHeader, problems: Problems): Span | undefined {
  const { from, fromYear, to, toYear } = selection.period;
  const span =
    selection.start && selection.end
      ? { startsOn: selection.start, endsOn: selection.end }
      : monthSpan(Number(fromYear), Number(from), Number(toYear), Number(to));
  if (!span) return undefined;
  const [first, last] = [span.startsOn.slice(0, 4), span.endsOn.slice(0, 4)];
  const year = first === last ? calendarYear(first) : wholeMonths(span) === 12 ? span : undefined;
  if (year && (year.startsOn !== span.startsOn || year.endsOn !== span.endsOn))
    problems.warn(
      "part_of_year",
      "Header/SelectionCriteria",
      `The file covers ${span.startsOn}..${span.endsOn} of the financial year ${year.startsOn}..${year.endsOn}.`,
      "Import a file of the whole year when there is one; if the financial year is another, give it with --year.",
    );
  return year;
}
