import { type DisclosureState, stateLabels } from "#app/domain/disclosures/disclosure-states.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<DisclosureState, TagTone> = {
  registered: "neutral",
  verified: "waiting",
  executed: "waiting",
  approved: "good",
  delivered: "waiting",
  received: "good",
  closed: "done",
  refused: "ended",
};

export function DisclosureStateTag({ state }: { state: DisclosureState }) {
  return <Tag tone={tones[state]}>{stateLabels[state]}</Tag>;
}
