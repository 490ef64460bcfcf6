import { formatSeconds } from "#app/i18n/formats.ts";
import type { Segments } from "./comparison-hours-rules.ts";
import type { Compared, Limits } from "./comparison-rules.ts";
import type { ComparedPart } from "./release-view.ts";

/** One sentence about how it was after a release; names what became slower. */
export function comparisonSentence(
  { verdict, overall, clients, pages }: Compared,
  hours: number,
  nameOf: (client: string) => string,
): string {
  const time = hours === 1 ? "the first hour" : `the first ${hours} hours`;
  const all = `${formatSeconds(overall.before.averageSeconds ?? 0)} → ${formatSeconds(overall.after.averageSeconds ?? 0)} on average`;
  if (verdict === "not_enough_data") return `There were too few requests in ${time} to judge by.`;
  const already = [overall, ...clients, ...pages].some((part) => part.already);
  if (verdict === "same")
    return `It made nothing slower in ${time}: ${all}${already ? ", as the day before it already" : ""}.`;
  const what = (part: ComparedPart) =>
    `${part.page ?? (part.client ? nameOf(part.client) : "All together")} ${part.page && part.client ? `(${nameOf(part.client)}) ` : ""}` +
    `${formatSeconds(part.before.averageSeconds ?? 0)} → ${formatSeconds(part.after.averageSeconds ?? 0)}`;
  const moved = (parts: readonly ComparedPart[]) => parts.filter((part) => part.verdict === verdict);
  const found = moved(pages).length > 0 ? moved(pages) : moved([...clients, overall]);
  const more = found.length > 1 ? `, and ${found.length - 1} more` : "";
  if (verdict === "better") return `It made nothing slower in ${time}, and this faster: ${what(found[0]!)}${more}.`;
  return `Slower in ${time}: ${what(found[0]!)}${more}.`;
}

/** How it was judged, for whoever reads the numbers. */
export function comparisonMethod(limits: Limits, weeksUsed: number): string {
  const spread =
    weeksUsed >= 3
      ? ` and more than ${limits.spreads} times what the same hours of the last ${weeksUsed} weeks usually differed by (the median distance from their median)`
      : "; weeks further back could not be used to tell how much weeks differ by themselves";
  return (
    "Each average is compared with that of the same hours one week before, the same weekday and time of day in Helsinki, so that the " +
    "rhythm of the day is not taken for an effect. Requests and seconds are summed first and divided last. " +
    `Slower or faster means by more than ${Math.round(limits.share * 100)} %, more than ${formatSeconds(limits.seconds)}${spread}. ` +
    "What had moved as much in the day before the release already is not its doing and counts as the same; all together and each client kind " +
    "are judged as if each page had been used as much before as after. " +
    `With fewer than ${limits.minimumRequests} requests on either side nothing is said.`
  );
}

/** What of the hours was left out besides maintenance, whose windows are named one by one. */
export function hoursLeftOut({ unmeasured, unpaired }: Pick<Segments, "unmeasured" | "unpaired">): string[] {
  const hours = (count: number) => (count === 1 ? "1 hour is" : `${count} hours are`);
  return [
    unmeasured > 0 && `${hours(unmeasured)} left out because there or a week before nothing was measured.`,
    unpaired > 0 &&
      `${hours(unpaired)} left out because the clocks were changed: a week before there was no such hour.`,
  ].filter((words) => words !== false);
}
