import { Temporal } from "temporal-polyfill";
import type { Profile } from "#app/profile/profile-schema.ts";
import { fullWeekMonday, hoursInWeek } from "../../maintenance/calendar-rule.ts";
import type { WindowSeen } from "./facts.ts";
import type { Span } from "./period-rules.ts";

/** The hours in which the calendar's rule allows maintenance, where nobody knows whether it was held. Touching the span only. */
export function ruleWindows({ from, to }: Span, { maintenance, service }: Profile): WindowSeen[] {
  const { rule, starts, ends } = maintenance;
  // Another rule names days of its own; which of them were used, only the plan knows.
  if (!("fullWeek" in rule)) return [];
  const day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(service.timeZone);
  return [-1, 0, 1]
    .map((months) => day.toPlainDate().with({ day: 1 }).add({ months }))
    .map(({ year, month }) =>
      hoursInWeek(fullWeekMonday(year, month, rule.fullWeek), { starts, ends }, service.timeZone),
    )
    .filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
    .map(({ startsAt, endsAt }) => ({
      kind: "rule",
      title: "The month's maintenance hours",
      from: startsAt.getTime(),
      to: endsAt.getTime(),
    }));
}
