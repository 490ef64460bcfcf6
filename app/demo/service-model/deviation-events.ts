import type { Effect, ModelEvent } from "./events.ts";
import { helsinkiInstant } from "./helsinki-days.ts";

type Deviation = { title: string; touches: readonly string[]; effects: readonly Effect[] };
const slow = (title: string, dependency: string, slower: number): Deviation => ({
  title,
  touches: [dependency],
  effects: [{ on: "dependency", dependency, slower }],
});
/** One a week, in turn: each has weeks of its own, and thirteen weeks show every one of them twice or three times. */
const byWeek: readonly Deviation[] = [
  slow("The e-invoicing operator answers slowly", "e-invoicing", 4.2),
  slow("Print and scan answers slowly", "print-and-scan", 3.2),
  {
    title: "Heavy integration traffic makes the partner API slow",
    touches: ["partner-api", "api"],
    effects: [{ on: "service", client: "api", load: 1.3, slowShare: 0.18 }],
  },
  slow("The income register answers slowly", "income-register", 3.4),
  slow("The bank connections answer slowly", "banks", 3.6),
];

/** Days are counted from 1970-01-01, a Thursday; weeks begin on Mondays. */
const weekOf = (day: number) => Math.floor((day + 3) / 7);

/**
 * The mild thing of a day, from 07:40 until the next day's: at any moment one component that customers see is not as usual,
 * and the service as a whole is.
 */
export function deviationsOfDay(day: number): ModelEvent[] {
  const deviation = byWeek[weekOf(day) % byWeek.length]!;
  return [
    { from: helsinkiInstant(day, "07:40"), to: helsinkiInstant(day + 1, "07:40"), kind: "deviation", ...deviation },
  ];
}
