import { formatSince } from "#app/i18n/formats.ts";
import { healthLabels } from "./health-labels.ts";
import type { ObservedState } from "./health-states.ts";

export type Told = { name: string; state: ObservedState; since: string | null };

const NAMED_MAX = 3;
const worstFirst: readonly ObservedState[] = ["down", "partial", "slow", "unknown", "operational"];

/** The health of the service in a sentence or three: what is not well by name, then how many are. Times in Helsinki. */
export function healthSentence(told: readonly Told[], now: string): string {
  if (told.length === 0) return "No components are watched yet.";
  const bad = told
    .filter(({ state }) => state !== "operational" && state !== "unknown")
    .sort((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state));
  const unknown = told.filter(({ state }) => state === "unknown");
  const well = told.length - bad.length - unknown.length;
  const sentences = [...(bad.length > 0 ? [badSentence(bad, now)] : []), ...unknownSentence(unknown, told.length, now)];
  if (well === told.length)
    return told.length === 1 ? `${told[0]!.name} is operational.` : `All ${told.length} components are operational.`;
  if (well === 0) return sentences.join(" ");
  return [
    ...sentences,
    well === 1 ? "The other one is operational." : `All ${well} other components are operational.`,
  ].join(" ");
}

const is = ({ name, state, since }: Told, now: string) =>
  `${name} is ${healthLabels[state].toLowerCase()}${since ? ` since ${formatSince(since, now)}` : ""}`;

function badSentence(bad: readonly Told[], now: string): string {
  const named = bad.slice(0, NAMED_MAX).map((one) => is(one, now));
  const more = bad.length - named.length;
  if (more > 0) return `${named.join(", ")}, and ${more} more ${more === 1 ? "is" : "are"} not well.`;
  return `${named.length > 1 ? `${named.slice(0, -1).join(", ")} and ` : ""}${named.at(-1)}.`;
}

function unknownSentence(unknown: readonly Told[], all: number, now: string): string[] {
  if (unknown.length === 0) return [];
  if (unknown.length === 1) return [`${is(unknown[0]!, now)}.`];
  // The last one to be lost: since then none of them is known.
  const lost = unknown.map(({ since }) => since).filter((since) => since !== null);
  const since = lost.length === unknown.length ? ` since ${formatSince(lost.sort().at(-1)!, now)}` : "";
  return [
    unknown.length === all
      ? `The state of all ${all} components is unknown${since}.`
      : `The state of ${unknown.length} components is unknown${since}.`,
  ];
}
