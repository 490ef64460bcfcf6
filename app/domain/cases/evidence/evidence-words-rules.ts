import { formatCounted } from "../../../i18n/formats.ts";

/** What a compensation case is told of its period, in figures and without a judgement. Pure. */

export type Evidence = {
  /** Days, both included, as the customer named them. */
  from: string;
  to: string;
  incidents: { number: number; title: string; minutes: number }[];
  windows: { minutes: number }[];
  /** Of what customers see: minutes in each state that is not well, and how many of the period were seen. */
  components: { key: string; name: string; down: number; partial: number; observed: number; of: number }[];
  latency: { requests: number; average: number; withinShare: number | null } | null;
  targetSeconds: number;
  /** Why there are no figures of latency. */
  problem: string | null;
};

const minutes = (n: number) => formatCounted(Math.round(n), "minute");
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** The evidence as the lines of the time line's entry. */
export function evidenceText(evidence: Evidence): string {
  const { from, to, incidents, windows, components } = evidence;
  const unwell = components.filter(({ down, partial }) => down + partial >= 1);
  const seen = components.reduce((sum, { observed }) => sum + observed, 0);
  const of = components.reduce((sum, one) => sum + one.of, 0);
  return [
    `Gathered for ${from} to ${to} (Europe/Helsinki). It decides nothing: compensation is case by case.`,
    latencyLine(evidence),
    incidents.length === 0
      ? "Incidents: none."
      : `Incidents: ${incidents.map((one) => `no ${one.number} “${one.title}”, ${minutes(one.minutes)} of the period`).join("; ")}.`,
    windows.length === 0
      ? "Announced maintenance: none."
      : `Announced maintenance: ${formatCounted(windows.length, "window")}, ${minutes(windows.reduce((sum, one) => sum + one.minutes, 0))} of the period.`,
    of === 0 || seen === 0
      ? "Availability: nothing was observed in the period."
      : `Availability: observed ${percent(seen / of)} of the period. ${
          unwell.length === 0
            ? "Nothing that customers see was down or partly down."
            : `Not well: ${unwell.map((one) => `${one.name}, down ${minutes(one.down)}, partly ${minutes(one.partial)}`).join("; ")}.`
        }`,
  ].join("\n");
}

function latencyLine({ latency, problem, targetSeconds }: Evidence): string {
  if (!latency) return `Page loads of this customer: no figures. ${problem ?? "Nothing was measured in the period."}`;
  const { requests, average, withinShare } = latency;
  const within = withinShare === null ? "" : `, ${percent(withinShare)} within the target`;
  const loads = Math.round(requests).toLocaleString("en");
  return `Page loads of this customer: ${loads}, on average ${average.toFixed(3)} s against ${targetSeconds} s${within}.`;
}
