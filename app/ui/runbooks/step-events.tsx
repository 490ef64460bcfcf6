import type { RunEvent } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";

const words: Record<RunEvent["what"], string> = {
  ticked: "ticked it",
  unticked: "took the tick back",
  check_passed: "looked: passed",
  check_failed: "looked: failed",
  unknown: "looked: unknown",
  approved: "approved it",
  refused: "refused it",
  acted: "went to",
  noted: "noted",
};

/** Everything that happened at a step, the oldest first; notes stand open, the rest is folded away. */
export function StepEvents({ events }: { events: readonly RunEvent[] }) {
  if (events.length === 0) return null;
  const notes = events.filter(({ what }) => what === "noted");
  return (
    <div className="flex flex-col gap-1.5 text-[13px]">
      {notes.map((note) => (
        <div key={note.id} className="border-l-2 border-line pl-3">
          <p className="text-muted">
            {note.by}, {formatInstant(note.at)}
          </p>
          <p className="text-sm whitespace-pre-line">{note.text}</p>
        </div>
      ))}
      <details>
        <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
          What happened here ({events.length})
        </summary>
        <ol className="mt-1 flex flex-col gap-1">
          {events.map((event) => (
            <li key={event.id}>
              <span className="text-muted tabular-nums">{formatInstant(event.at, { seconds: true })}</span> {event.by}{" "}
              {words[event.what]}
              {event.text && `: ${event.text}`}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
