import { type ExportState, stateLabels } from "#app/domain/exports/export-states.ts";
import { Tag, type TagTone } from "./tag.tsx";

const tones: Record<ExportState, TagTone> = {
  requested: "neutral",
  scoped: "waiting",
  approved: "waiting",
  running: "waiting",
  ready: "good",
  handed_over: "good",
  downloaded: "done",
  retained: "done",
  expired: "bad",
  erased: "ended",
  failed: "bad",
  lapsed: "ended",
  refused: "ended",
  cancelled: "ended",
};

export function ExportStateTag({ state }: { state: ExportState }) {
  return <Tag tone={tones[state]}>{stateLabels[state]}</Tag>;
}
