import { and, eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { maintenanceEvent } from "#db/schema/maintenance.ts";
import type { WindowEventCode } from "./event-labels.ts";
import { announcedSpans, type TimedWindow } from "./timing-rules.ts";

type Timed = { id: string } & Pick<TimedWindow, "startsAt" | "endsAt" | "finishedAt">;

/** The stretches in which each of the windows was announced maintenance, oldest first, by the window's id. */
export async function announcedTime(
  db: DbOrTx,
  windows: readonly Timed[],
): Promise<Map<string, { from: Date; to: Date }[]>> {
  const late = await lateExtensions(
    db,
    windows.map(({ id }) => id),
  );
  return new Map(windows.map((window) => [window.id, announcedSpans(window, late.get(window.id) ?? [])]));
}

/** An extension's event keeps the end that it replaced: the window itself keeps only the last one. */
async function lateExtensions(db: DbOrTx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { endedBefore: Date; at: Date }[]>();
  const { windowId, at, what, details } = maintenanceEvent;
  const endedBefore = sql<Date>`(${details} ->> 'endedBefore')::timestamptz`.mapWith(at);
  const rows = await db
    .select({ windowId, at, endedBefore })
    .from(maintenanceEvent)
    .where(
      and(inArray(windowId, [...ids]), eq(what, "extended" satisfies WindowEventCode), sql`${endedBefore} < ${at}`),
    );
  return Map.groupBy(rows, (row) => row.windowId);
}
