import type { Analysis } from "./analysis-rules.ts";
import type { Facts } from "./facts.ts";
import type { Judged } from "./verdict-rules.ts";
import { count, seconds } from "./words-rules.ts";

/** What would make the verdict another one, in sentences with figures. */
export function changeWords(analysis: Analysis, { verdicts }: Judged, facts: Facts, windowsKnown: boolean): string[] {
  const { own, client, rum, loads, others } = analysis;
  const mine = own[client];
  const words: string[] = [];
  if (!analysis.enough) return ["More requests in the period, or a longer period, would make an answer possible."];
  if (!analysis.abnormal && mine)
    words.push(
      `It would be called slow from a server time of ${seconds(mine.normal + mine.threshold)} a request; it was ${seconds(mine.seen)}.`,
    );
  const [main] = verdicts;
  if (analysis.abnormal && rum.network && main?.cause !== "network")
    words.push(
      `The network would be a cause from ${seconds(rum.network.normal + rum.network.threshold)} of a page load; it took ${seconds(rum.network.seen)}.`,
    );
  const all = others[client];
  if (analysis.abnormal && all && all.rise === 0)
    words.push(
      `If all other customers had waited longer than ${seconds(all.normal)} a request, it would be the service.`,
    );
  for (const load of loads)
    if (analysis.abnormal && !load.heavy && load.normalVolume > 0)
      words.push(
        `${names[load.cause]} would be a cause from ${count(load.normalVolume * load.growth * 1.5)} ${load.cause === "reports" ? "rows" : "requests"}; there were ${count(load.volume)}.`,
      );
  if (facts.seen.rum === null || !rum.network)
    words.push("Real-user figures would tell the customer's network and browsers from the server.");
  if (!windowsKnown) words.push("A maintenance window in these hours would make it maintenance.");
  return words;
}

const names = { reports: "Reports", integration: "Integrations", robot: "Robots" } as const;
