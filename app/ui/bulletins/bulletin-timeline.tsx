import { type BulletinEvent, bulletinEventWords, writingEvents } from "#app/domain/bulletins/bulletin-states.ts";
import type { BulletinEventView } from "#app/domain/bulletins/bulletin-view.ts";
import { Timeline } from "../timeline.tsx";

/** What happened to a bulletin, the newest first, with what people wrote about it. */
export function BulletinTimeline({ events }: { events: readonly BulletinEventView[] }) {
  const items = events.map(({ at, by, what, version, note }, index) => ({
    key: `${at} ${index}`,
    at,
    who: by ?? "The schedule",
    tone: what === "retract" || what === "return" ? ("bad" as const) : ("plain" as const),
    // The timeline's own line is a paragraph: everything here is phrasing content.
    what: (
      <>
        {bulletinEventWords[what as BulletinEvent] ?? what}
        {writingEvents.has(what as BulletinEvent) && <span className="text-muted"> as version {version}</span>}
        {note && <span className="mt-0.5 block max-w-[75ch] break-words whitespace-pre-wrap">{note}</span>}
      </>
    ),
  }));
  return <Timeline items={items.toReversed()} />;
}
