import { eq, gte, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { collector, latencyHour } from "#db/schema/latency.ts";
import type { Ctx } from "../context.ts";
import { HOURS_COLLECTOR } from "./history-rules.ts";
import { emptyHours, type HourTable, withRows } from "./hour-table-rules.ts";
import { HOUR } from "./local-hours-rules.ts";

/**
 * An hour is stamped when it is asked for and stored when it is answered: what was stamped up to so long before the newest
 * known one is read again, so that a slow answer is not missed.
 */
const OVERLAP_MS = 5 * 60_000;

type Store = {
  hours: HourTable;
  newest: number;
  /** What the last look saw of the rows that it would read again. */
  seen: string;
  reading: Promise<void> | null;
};
const stores = new WeakMap<Db, Store>();

/**
 * Every measured hour, kept in memory and brought up to date with what changed in the table: a page sums a year without
 * reading it from the database. Hours are only added and replaced, each time with a later stamp.
 */
export async function readHours({ db, clock }: Ctx): Promise<HourTable> {
  let store = stores.get(db);
  if (!store) {
    store = { hours: emptyHours(), newest: 0, seen: "", reading: null };
    stores.set(db, store);
  }
  // Pages that are asked for together share one look.
  store.reading ??= refresh(db, store, clock.now()).finally(() => {
    store.reading = null;
  });
  await store.reading;
  return store.hours;
}

async function refresh(db: Db, store: Store, now: Date): Promise<void> {
  // An hour that was stamped by a clock that was ahead does not hide those that are stamped now.
  const since = new Date(Math.min(store.newest, now.getTime()) - OVERLAP_MS);
  const [[progress], [changed]] = await Promise.all([
    db
      .select({
        from: sql<number | null>`(${collector.progress} ->> 'from')::float8`,
        emptyHours: sql<number | null>`(${collector.progress} ->> 'emptyHours')::float8`,
      })
      .from(collector)
      .where(eq(collector.name, HOURS_COLLECTOR)),
    // While history is collected, minutes hold a year of rows: they are counted in the index before they are read again.
    db
      .select({
        seen: sql<string>`concat_ws(' ', ${since.toISOString()}::text, count(*), max(${latencyHour.measuredAt}))`,
      })
      .from(latencyHour)
      .where(gte(latencyHour.measuredAt, since)),
  ]);
  // What was collected goes back so far; hours from before are of an earlier collecting, by another target.
  const withinFrom =
    typeof progress?.from === "number" ? progress.from + (progress.emptyHours ?? 0) * HOUR : Number.NEGATIVE_INFINITY;
  if (withinFrom !== store.hours.withinFrom) store.hours = { ...store.hours, withinFrom };
  if (changed!.seen === store.seen) return;
  const rows = await db
    .select({
      hour: sql<number>`extract(epoch from ${latencyHour.hour})::float8 * 1000`,
      client: latencyHour.client,
      requests: latencyHour.requests,
      seconds: latencyHour.seconds,
      within: latencyHour.withinTarget,
      errors: latencyHour.errors,
      measuredAt: sql<number>`extract(epoch from ${latencyHour.measuredAt})::float8 * 1000`,
    })
    .from(latencyHour)
    .where(gte(latencyHour.measuredAt, since));
  store.hours = withRows(store.hours, rows);
  store.newest = rows.reduce((newest, { measuredAt }) => Math.max(newest, measuredAt), store.newest);
  store.seen = changed!.seen;
}
