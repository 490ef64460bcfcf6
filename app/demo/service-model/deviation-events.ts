import type { Effect, ModelEvent } from "./events.ts";
import { helsinkiInstant } from "./helsinki-days.ts";

type Deviation = { title: string; touches: readonly string[]; effects: readonly Effect[] };
const slow = (title: string, dependency: string, slower: number): Deviation => ({
  title,
  touches: [dependency],
  effects: [{ on: "dependency", dependency, slower }],
});
const banks = slow("The bank connections answer slowly", "banks", 3.6);
const incomeRegister = slow("The income register answers slowly", "income-register", 3.4);
const eInvoicing = slow("The e-invoicing operator answers slowly", "e-invoicing", 4.2);
const printAndScan = slow("Print and scan answers slowly", "print-and-scan", 3.2);

// Six by day and four by night: neither falls into step with the weekdays.
const byDay: readonly Deviation[] = [
  eInvoicing,
  {
    title: "One application server is out for a disk, and robots are heavy",
    touches: ["app-servers", "app-4", "robot"],
    effects: [
      { on: "component", component: "app-servers", node: "app-4" },
      { on: "service", client: "robot", load: 2.5 },
    ],
  },
  banks,
  {
    title: "Heavy integration traffic makes the partner API slow",
    touches: ["partner-api", "api"],
    effects: [{ on: "service", client: "api", load: 1.3, slowShare: 0.18 }],
  },
  incomeRegister,
  printAndScan,
];
const byNight: readonly Deviation[] = [printAndScan, banks, eInvoicing, incomeRegister];

/**
 * The mild things of a day, one from 07:40 until 19:10 and another from then until 07:40: at any moment one component that
 * customers see is not as usual, and the service as a whole is.
 */
export function deviationsOfDay(day: number): ModelEvent[] {
  const morning = helsinkiInstant(day, "07:40");
  const evening = helsinkiInstant(day, "19:10");
  return [
    { from: morning, to: evening, kind: "deviation", ...byDay[day % byDay.length]! },
    { from: evening, to: helsinkiInstant(day + 1, "07:40"), kind: "deviation", ...byNight[day % byNight.length]! },
  ];
}
