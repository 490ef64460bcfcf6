import type { Burn, PeriodRow } from "#app/domain/latency/latency-types.ts";
import type { ShownBurn } from "#app/ui/latency/burn-list.tsx";
import type { ShownRow } from "#app/ui/latency/shown.ts";
import { shownProvenance } from "#app/ui/shown-provenance.ts";

/** Rows and alerts with the age of each as of when the page is made. */
export function shownRow(row: PeriodRow, now: Date): ShownRow {
  const { provenance } = row.percentiles;
  return {
    ...row,
    provenance: shownProvenance(row.provenance, now),
    percentiles: { ...row.percentiles, provenance: provenance && shownProvenance(provenance, now) },
  };
}

export function shownBurn(burn: Burn, now: Date): ShownBurn {
  const shown = <T extends Burn["long"]>(figure: T) => ({
    ...figure,
    provenance: shownProvenance(figure.provenance, now),
  });
  return { ...burn, long: shown(burn.long), short: shown(burn.short) };
}
