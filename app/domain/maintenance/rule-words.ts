import { toText } from "rrule-temporal/totext";
import { RRuleTemporal } from "rrule-temporal";
import type { WeekHours, WeekTime } from "./calendar-rule.ts";
import type { MaintenanceRule } from "./plan-rules.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const ORDINALS = ["first", "second", "third"] as const;

/** The profile's rule as a sentence for people: when in which week, and which week that is. */
export function ruleInWords(rule: MaintenanceRule, { starts, ends }: WeekHours): string {
  const time = ({ weekday, at }: WeekTime) => `${WEEKDAYS[weekday - 1]} ${at}`;
  const hours = `${time(starts)} to ${time(ends)}`;
  if ("fullWeek" in rule)
    return `${hours} of the ${ORDINALS[rule.fullWeek - 1]} week, Monday to Sunday, that lies wholly within the month.`;
  const days = toText(new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:20000101T000000\nRRULE:${rule.rrule}` }));
  return `${hours} in the week of this day: ${days}.`;
}
