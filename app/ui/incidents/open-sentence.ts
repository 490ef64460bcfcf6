import { formatAge, formatSince } from "#app/i18n/formats.ts";

type Open = { number: number; title: string; startedAt: Date | string };

/** The answer of the page in one sentence: what is open and since when, or how long there has been nothing. */
export function openSentence(open: readonly Open[], lastResolvedAt: Date | string | null, now: Date | string): string {
  const [first, ...others] = open;
  if (!first)
    return lastResolvedAt
      ? `No incident is open. The last one ended ${formatAge(lastResolvedAt, new Date(now))}.`
      : "No incident is open.";
  const one = (incident: Open) => `“${incident.title}” since ${formatSince(incident.startedAt, now)}`;
  if (others.length === 0) return `1 incident is open: ${one(first)}.`;
  if (open.length <= 3) return `${open.length} incidents are open: ${open.map(one).join(", ")}.`;
  return `${open.length} incidents are open, the oldest ${one(first)}.`;
}
