import { formatSince } from "#app/i18n/formats.ts";
import { dueAt } from "./comparison-hours-rules.ts";
import type { ReleaseRow } from "./release-view.ts";

type Judged = Pick<ReleaseRow, "version" | "releasedAt" | "rolledBackAt" | "verdict">;

/** The answer on top of the list: what the last release did. */
export function lastReleaseSentence(last: Judged | null, now: string): string {
  if (!last) return "No release has been recorded yet.";
  return `The last release, ${last.version}, ${whatItDid(last, now)}.`;
}

/** Of one release: "made nothing slower in its first 24 hours". */
export function whatItDid({ releasedAt, rolledBackAt, verdict }: Judged, now: string): string {
  if (rolledBackAt) return "was rolled back";
  if (!verdict) {
    const due = dueAt(Date.parse(releasedAt), 1);
    return due > Date.parse(now)
      ? `is judged for the first time at ${formatSince(new Date(due), now)}`
      : "has not been judged";
  }
  const time = verdict.hours === 1 ? "in its first hour" : `in its first ${verdict.hours} hours`;
  if (verdict.verdict === "worse") return `made something slower ${time}`;
  if (verdict.verdict === "not_enough_data") return `had too few requests to be judged by ${time}`;
  return `made nothing slower ${time}`;
}
