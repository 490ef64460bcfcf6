import { formatInstant, formatSeconds } from "#app/i18n/formats.ts";
import type { Both, PeriodRow } from "./latency-types.ts";

export type Said = { sentence: string; tone: "good" | "warn" | "bad" | "neutral" };

/** What is held against the promise: without the hours that it excepts, where there are others. */
export const judged = (both: Both) => (both.corrected.average === null ? both.raw : both.corrected);

/** Of a figure that is called kept at least this much was measured: what was not measured may have been slow. */
const MEASURED_SHARE = 0.95;
/** The hour that has just passed is measured in a moment. */
const HOURS_PENDING = 1;

/** Whether so little of a period was measured that its figure is of something else. */
const isPartial = ({ raw: { coverage } }: Both) =>
  coverage.hoursMeasured < MEASURED_SHARE * coverage.hoursPassed &&
  coverage.hoursPassed - coverage.hoursMeasured > HOURS_PENDING;

/**
 * The first sentence of latency: today against the target, and the month; and how much of them was measured, where it is not all.
 * @param rows at least those of today and of the month
 * @param since when the figures are from, for those that are old
 */
export function latencySentenceOf(rows: readonly PeriodRow[], since: string | null): Said {
  const row = (id: PeriodRow["id"]) => rows.find((found) => found.id === id);
  const now = row("now")?.provenance.stale ? undefined : row("now");
  const [today, month] = [row("today")!, row("month")!];
  const parts = [todayPart(now, today), monthPart(month)].filter((part) => part !== null);
  if (parts.length === 0) return { sentence: "No data: nothing was measured this month.", tone: "warn" };
  const partial = [today, month].filter((one) => one.raw.average !== null && isPartial(one));
  if (since) parts.push(`Measured until ${formatInstant(since)}; nothing newer has come.`);
  else if (partial.length > 0) parts.push(measuredPart(partial));
  const kept = [today.raw.average === null ? (now ?? today) : today, month].map((one) => judged(one).kept);
  const doubtful = since !== null || partial.length > 0 || kept.includes(null);
  const tone = kept.includes(false) ? "bad" : doubtful ? "warn" : "good";
  return { sentence: parts.join(" "), tone };
}

function todayPart(now: PeriodRow | undefined, today: PeriodRow): string | null {
  if (today.raw.average !== null) return `Average ${against(today, "today")}`;
  const early = today.raw.coverage.hoursPassed === 0;
  if (now && now.raw.average !== null)
    return `${early ? "No whole hour of today has passed yet" : "No data of today"}; the last five minutes took ${against(now, "on average")}`;
  return early ? null : "No data of today.";
}

/** "0.61 s today, target 0.80 s: kept, 0.19 s headroom." */
function against(row: PeriodRow, when: string): string {
  const { average, target, headroom } = judged(row);
  const other = row.hoursLeftOut > 0 && row.raw.average !== null && row.corrected.average !== null;
  const raw = other ? ` (${formatSeconds(row.raw.average!)} with maintenance)` : "";
  const verdict =
    headroom! >= 0 ? `kept, ${formatSeconds(headroom!)} headroom` : `missed by ${formatSeconds(-headroom!)}`;
  return `${formatSeconds(average!)} ${when}${raw}, target ${formatSeconds(target)}: ${verdict}.`;
}

function monthPart(month: PeriodRow): string | null {
  const { average, kept } = judged(month);
  if (average === null) return null;
  const name = month.period.label.split(" ")[0];
  return `${name} so far ${formatSeconds(average)}${kept ? "" : ": missed"}.`;
}

/** "Only 12 of 14 hours of today and 40 of 500 of November are measured." */
function measuredPart(rows: readonly PeriodRow[]): string {
  const of = ({ id, period, raw: { coverage } }: PeriodRow, place: number) => {
    const name = id === "today" ? "today" : period.label.split(" ")[0];
    return `${coverage.hoursMeasured} of ${coverage.hoursPassed}${place === 0 ? " hours" : ""} of ${name}`;
  };
  return `Only ${rows.map(of).join(" and ")} are measured.`;
}
