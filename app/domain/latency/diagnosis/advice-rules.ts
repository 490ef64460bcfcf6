import type { Analysis } from "./analysis-rules.ts";
import type { Cause } from "./diagnosis-types.ts";
import type { Facts } from "./facts.ts";
import { busiestHours, OFFICE_HOURS } from "./hours-of-day-rules.ts";
import type { Found } from "./verdict-rules.ts";
import { count, percent, seconds } from "./words-rules.ts";

/** What can be done about a cause. Never a limit: schedule, split, look at, ask. */
export function adviceFor(
  analysis: Analysis,
  facts: Facts,
  { cause, subject }: Found,
  integrationHours: readonly number[] | null,
): { cause: Cause; text: string } {
  const { rum, loads, page } = analysis;
  const load = loads.find((one) => one.cause === cause);
  const rowsEach =
    facts.seen.reports && facts.seen.reports.requests > 0
      ? facts.seen.reports.rows / facts.seen.reports.requests
      : null;
  const busiest = integrationHours && busiestHours(integrationHours, OFFICE_HOURS);
  const texts: Record<Exclude<Cause, "none">, string> = {
    service:
      "Tell the customer that it is ours. Look whether an incident is open; if not, ask the platform team to open one.",
    page: page?.release
      ? `Report ${subject} to the team of release ${page.release.version}, with these figures. Tell the customer that it is ours.`
      : `Report ${subject} to its team with these figures. Tell the customer that it is ours.`,
    node: `Ask the platform team to look at ${subject}: it is not like its peers. Tell the customer that it is ours.`,
    dependency: `Look at the state of ${subject} on the health page and at its operator's notices. What does not need it works as usual.`,
    network: `Ask the customer to look at the office network: the network takes ${rum.network ? seconds(rum.network.seen) : "much"} of each page load, the server ${rum.server ? seconds(rum.server.seen) : "its usual time"}. A try from another connection, such as a phone's, tells in a minute.`,
    browser: `Ask the customer to try another browser or computer, without extensions: the browser takes ${rum.browser ? seconds(rum.browser.seen) : "much"} of each page load after the answer has come.`,
    reports: `Suggest smaller reports: a shorter period or one unit at a time${rowsEach ? `, instead of ${count(rowsEach)} rows each` : ""}, or running the large ones outside office hours.`,
    integration: `Suggest that the largest transfers${subject ? ` (${subject})` : ""} run outside office hours, or that they fetch only what has changed.${busiest && busiest.share > 0 ? ` They are busiest from ${busiest.from}:00 to ${busiest.to}:00, with ${percent(busiest.share)} of the week's seconds.` : ""}`,
    robot: `Suggest a slower cadence of the robots in office hours, or running them at night${load ? `: ${count(load.volume)} requests in these hours are ${load.normalVolume > 0 ? `${(load.volume / load.normalVolume).toFixed(1)} times the normal` : "new"}` : ""}.`,
    maintenance:
      "Tell the customer about the maintenance and when it ends; the next windows are on the maintenance page.",
  };
  return { cause, text: texts[cause] };
}
