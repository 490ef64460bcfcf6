import { type IpState, ipStateLabels } from "#app/domain/ip-restrictions/ip-states.ts";
import type { RestrictionRow } from "#app/domain/ip-restrictions/restriction-view.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<IpState, TagTone> = {
  draft: "neutral",
  proposed: "waiting",
  unconfirmed: "warn",
  active: "done",
  refused: "ended",
  cancelled: "ended",
  rolled_back: "warn",
  superseded: "ended",
  expired: "ended",
  lifted: "ended",
};

/** Where a list stands, and what its time says beyond that. */
export function IpStateTag({
  row,
}: {
  row: Pick<RestrictionRow, "state"> & Partial<Pick<RestrictionRow, "locksAll" | "endingSoon">>;
}) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Tag tone={tones[row.state]}>{ipStateLabels[row.state]}</Tag>
      {row.locksAll && <Tag tone="bad">Nobody gets in</Tag>}
      {row.endingSoon && <Tag tone="warn">Ends soon</Tag>}
    </span>
  );
}
