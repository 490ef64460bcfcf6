import type { Provenance } from "#app/domain/measurements/measurement.ts";
import { formatAge, formatSince } from "#app/i18n/formats.ts";

/** Where a number comes from, with its age in words as of when the page was made. */
export type ShownProvenance = Provenance & {
  /** `34 s ago`, or `never`. */
  age: string;
  /** `stale since 09:41`, where something else than the fetch says so. */
  freshLabel?: string;
};

/** @param now when the page is made, so that server and browser write the same */
export function shownProvenance(provenance: Provenance, now: Date): ShownProvenance {
  const { fetchedAt, stale } = provenance;
  return {
    ...provenance,
    age: fetchedAt ? formatAge(fetchedAt, now) : "never",
    freshLabel: stale && fetchedAt ? `stale since ${formatSince(fetchedAt, now)}` : undefined,
  };
}
