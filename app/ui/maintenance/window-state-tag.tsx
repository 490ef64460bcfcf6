import type { WindowRow, WindowTiming } from "#app/domain/maintenance/maintenance-view.ts";
import { type WindowState, windowStateLabels } from "#app/domain/maintenance/window-states.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<WindowState, TagTone> = {
  planned: "neutral",
  announced: "waiting",
  in_progress: "maintenance",
  verifying: "maintenance",
  completed: "done",
  cancelled: "ended",
};

/** What the time says beyond the state; nothing where all is as planned. */
const ofTiming: Partial<Record<WindowTiming, { tone: TagTone; word: string }>> = {
  announcement_late: { tone: "warn", word: "Announcement late" },
  ending_soon: { tone: "warn", word: "Ends soon" },
  overrun: { tone: "bad", word: "Overrun" },
  finished_early: { tone: "done", word: "Finished early" },
  finished_late: { tone: "warn", word: "Finished late" },
};

/** Where a window stands: its state, its mark if it is urgent, and what its time says beyond that. */
export function WindowStateTag({ row }: { row: Pick<WindowRow, "state" | "timing" | "kind"> }) {
  const timing = ofTiming[row.timing];
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {row.kind === "urgent" && <Tag tone="warn">Urgent</Tag>}
      {!(row.state === "completed" && row.timing === "finished_early") && (
        <Tag tone={tones[row.state]}>{windowStateLabels[row.state]}</Tag>
      )}
      {timing && <Tag tone={timing.tone}>{timing.word}</Tag>}
    </span>
  );
}
