import { type IncidentState, stateLabels } from "#app/domain/health/incidents/incident-states.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<IncidentState, TagTone> = {
  investigating: "bad",
  identified: "warn",
  monitoring: "waiting",
  resolved: "done",
};

export function IncidentStateTag({ state }: { state: IncidentState }) {
  return <Tag tone={tones[state]}>{stateLabels[state]}</Tag>;
}
