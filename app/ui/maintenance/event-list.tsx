import type { WindowEventView } from "#app/domain/maintenance/maintenance-view.ts";
import { Timeline } from "../timeline.tsx";

/** What happened to the window, the newest first. @param events in the order in which they happened */
export function EventList({ events }: { events: readonly WindowEventView[] }) {
  if (events.length === 0) return <p className="text-muted">Nothing yet.</p>;
  const items = events.map(({ at, by, what }, index) => ({
    key: `${index} ${at}`,
    at,
    who: `${by ?? "Huolto"}:`,
    what: <span className="break-words">{what}</span>,
    tone: "plain" as const,
  }));
  return <Timeline items={items.toReversed()} />;
}
