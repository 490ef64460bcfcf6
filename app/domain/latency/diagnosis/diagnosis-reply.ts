import { type ReportLanguage, reportFormats } from "#app/i18n/latency-report.ts";
import type { Cause, Diagnosis, Figure, Verdict } from "./diagnosis-types.ts";
import { busiestHours, OFFICE_HOURS } from "./hours-of-day-rules.ts";
import { type ReplyTexts, replyTexts } from "./reply-texts.ts";

/**
 * A courteous answer to the customer, with the figures in it: what was measured, why, and what would help. It never limits, and it
 * blames nobody. The greeting and the signature are the case's.
 */
export function replyFor(diagnosis: Diagnosis, language: ReportLanguage): string {
  const texts = replyTexts[language];
  const format = reportFormats(language);
  const span = format.span(diagnosis.from, diagnosis.to);
  if (!diagnosis.enoughData) return [texts.thanks(span), texts.notEnough].join("\n\n");
  const { excess, verdicts } = diagnosis;
  const measured =
    excess && excess.normal !== null
      ? texts.measured(format.seconds(excess.seen), format.seconds(excess.normal), format.count(excess.requests))
      : null;
  const named = verdicts.filter((one) => one.cause !== "none");
  if (verdicts.some(({ cause }) => cause === "none")) return joined([texts.thanks(span), measured, texts.normal]);
  if (named.length === 0) return joined([texts.thanks(span), measured, texts.unexplained]);
  const causes = named.map((one) => {
    const share = named.length > 1 || one.share < 0.9 ? ` (${format.share(one.share)})` : "";
    return `– ${texts.causes[one.cause as Exclude<Cause, "none">](valuesOf(one, diagnosis, format, texts))}${share}`;
  });
  const advice = [
    ...new Set(
      named.map((one) => texts.advice[one.cause as Exclude<Cause, "none">](valuesOf(one, diagnosis, format, texts))),
    ),
  ];
  return joined([
    texts.thanks(span),
    measured,
    [named[0]!.confidence === "low" ? texts.likely : texts.found, ...causes].join("\n"),
    advice.join("\n\n"),
    named.some(({ cause }) => texts.ours.includes(cause)) ? null : texts.again,
  ]);
}

const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join("\n\n");

export type ReplyValues = {
  subject: string;
  seen: string;
  normal: string;
  volume: string;
  normalVolume: string;
  /** Rows of one report on average; empty where it is not known. */
  each: string;
  /** Network, server and browser of a page load. */
  split: string;
  /** `9–11`; empty where it is not known. */
  hours: string;
};

type Format = ReturnType<typeof reportFormats>;

/** The figures of a verdict as its sentence takes them. */
function valuesOf(verdict: Verdict, diagnosis: Diagnosis, format: Format, texts: ReplyTexts): ReplyValues {
  const { cause, evidence, subject } = verdict;
  const segment = (name: string) => evidence.find(({ what }) => what === `Page load: ${name}`);
  const load = evidence.find(({ unit }) => unit === "rows" || unit === "count");
  const main = cause === "network" || cause === "browser" ? segment(cause) : evidence.find(({ unit }) => unit === "s");
  const reports = evidence.find(({ what }) => what === "Reports");
  const hours = diagnosis.integrationHours && busiestHours(diagnosis.integrationHours, OFFICE_HOURS);
  const value = (figure: Figure | undefined, of: (number: number) => string) =>
    figure?.value == null ? "–" : of(figure.value);
  const before = (figure: Figure | undefined, of: (number: number) => string) => {
    const normal = figure?.compared.find(({ with: name }) => name === "its normal" || name === "normal")?.value;
    return normal == null ? "–" : of(normal);
  };
  const split = (["network", "server", "browser"] as const).map(
    (name) => `${texts.segments[name]} ${value(segment(name), format.seconds)}`,
  );
  return {
    subject: subject ?? "",
    seen: value(main, format.seconds),
    normal: before(main, format.seconds),
    volume: value(load, format.count),
    normalVolume: before(load, format.count),
    each: load?.value && reports?.value ? format.count(load.value / reports.value) : "",
    split: split.join(", "),
    hours: hours && hours.share > 0 ? `${hours.from}–${hours.to}` : "",
  };
}
