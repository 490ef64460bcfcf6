import type { Day } from "./calendar.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";

export type MarkBasis = "real_estate_investment" | "one_stop_shop" | "construction_site" | "eu_aid";

/** Why some vouchers of a company are kept longer than their year's. */
export type MarkPlan = {
  basis: MarkBasis;
  /** Null: the voucher's own date. */
  startsOn: Day | null;
  subject: string;
  series: "OL" | "ML";
  /** How many of the series in each year, from the first. */
  count: number;
  yearsEnding: readonly number[];
};

export type RetentionMark = { seq: number; basis: MarkBasis; startsOn: Day; subject: string };

type Numbered = { seq: number; series: string; date: Day };

/** The marks of one year's vouchers. */
export function marksOf(spec: CompanySpec, year: FinancialYear, vouchers: readonly Numbered[]): RetentionMark[] {
  const ending = Number(year.endsOn.slice(0, 4));
  return spec.marks
    .filter((plan) => plan.yearsEnding.includes(ending))
    .flatMap(({ basis, startsOn, subject, series, count }) =>
      vouchers
        .filter((voucher) => voucher.series === series)
        .slice(0, count)
        .map(({ seq, date }) => ({ seq, basis, startsOn: startsOn ?? date, subject })),
    );
}
