import type { WindowPhase } from "#app/domain/public/window-phase-rules.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<WindowPhase, TagTone> = {
  preliminary: "neutral",
  announced: "waiting",
  in_progress: "maintenance",
  verifying: "maintenance",
  overrun: "warn",
  completed: "done",
  completed_early: "done",
  completed_late: "done",
  elapsed: "neutral",
  cancelled: "ended",
};

/** The state of a maintenance window, in the reader's language. */
export function PhaseTag({ phase, language }: { phase: WindowPhase; language: Language }) {
  return <Tag tone={tones[phase]}>{publicMessages(language).maintenance.phases[phase]}</Tag>;
}

export function UrgentTag({ language }: { language: Language }) {
  return <Tag tone="warn">{publicMessages(language).maintenance.urgent}</Tag>;
}
