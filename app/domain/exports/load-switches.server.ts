import { eq, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportClock, exportRequest } from "#db/schema/exports.ts";
import { helsinkiDay, lastRetrievalDay, type SwitchDates } from "./clock-rules.ts";
import type { NoticeFacts } from "./notice-rules.ts";

export type ExportClock = typeof exportClock.$inferSelect;

/** A request's life beside its state: the dates of the switch, and the days on which things were done. */
export type Switch = NoticeFacts & {
  id: string;
  number: number;
  requestedOn: string;
  dates: (SwitchDates & Pick<ExportClock, "updatedAt" | "assumed">) | null;
};

const helsinki = (instant: SQL) => sql<string | null>`((${instant}) at time zone 'Europe/Helsinki')::date::text`;

/** The lives of the requests that `which` names, by number. */
export async function loadSwitches(db: DbOrTx, which: SQL | undefined, now: Date): Promise<Switch[]> {
  const ofRequest = (what: SQL) => sql`select ${what} from console.export_run run`;
  const rows = await db
    .select({
      id: exportRequest.id,
      number: exportRequest.number,
      state: exportRequest.state,
      requestedOn: sql<string>`${helsinki(sql`${exportRequest.requestedAt}`)}`,
      clock: exportClock,
      handedOverOn: helsinki(sql`${ofRequest(sql`min(link.created_at)`)}
        join console.export_link link on link.run_id = run.id where run.request_id = ${exportRequest.id}`),
      // Without a day of its own, that of its last run.
      failedOn: helsinki(sql`case when ${exportRequest.state} = 'failed' then coalesce(${exportRequest.failedAt},
        (${ofRequest(sql`max(run.finished_at)`)} where run.request_id = ${exportRequest.id})) end`),
      madeOn: helsinki(sql`${ofRequest(sql`max(run.finished_at)`)}
        where run.request_id = ${exportRequest.id} and run.state = 'ready'`),
      linkEndsOn: helsinki(sql`${ofRequest(sql`max(link.expires_at)`)}
        join console.export_link link on link.run_id = run.id
        where run.request_id = ${exportRequest.id} and link.revoked_at is null and link.expires_at > ${now.toISOString()}::timestamptz`),
      // Each part was whole for the first time on some day; the last of those days. Fetching again changes nothing.
      wholeOn: helsinki(sql`select max(first.at) from (
        select min(download.finished_at) as at from console.export_run run
          join console.export_download download on download.run_id = run.id
         where run.request_id = ${exportRequest.id} and download.whole group by download.run_id, download.part) first`),
      everyPartWhole: sql<boolean>`not exists (
        select from console.export_run run join console.export_archive_part part on part.run_id = run.id
         where run.request_id = ${exportRequest.id} and run.state = 'ready' and not exists (
           select from console.export_download download
            where download.run_id = run.id and download.part = part.part and download.whole))`,
      erasureProposed: sql<boolean>`exists (
        select from console.export_erasure erasure where erasure.request_id = ${exportRequest.id} and erasure.withdrawn_at is null)`,
    })
    .from(exportRequest)
    .leftJoin(exportClock, eq(exportClock.requestId, exportRequest.id))
    .where(which)
    .orderBy(exportRequest.number);
  return rows.map(({ clock, wholeOn, everyPartWhole, ...row }) => ({
    ...row,
    dates: clock,
    // The state says it as long as there is an archive; of one that is erased, its downloads do.
    fetchedOn: fetched(row.state, everyPartWhole) ? wholeOn : null,
    serviceErasedOn: clock?.serviceErasedOn ?? null,
  }));
}

const fetched = (state: Switch["state"], everyPartWhole: boolean) =>
  state === "downloaded" || state === "retained" || (state === "erased" && everyPartWhole);

/** The life of one request. */
export async function loadSwitch(db: DbOrTx, requestId: string, now: Date): Promise<Switch> {
  const [found] = await loadSwitches(db, eq(exportRequest.id, requestId), now);
  return found!;
}

/**
 * The last day on which a request's archive can be fetched, when its dates are recorded. One that is handed over today can be
 * fetched for 30 days from today.
 */
export async function lastFetchDay(db: DbOrTx, requestId: string, now: Date): Promise<string | null> {
  const { dates, handedOverOn } = await loadSwitch(db, requestId, now);
  return dates && lastRetrievalDay(dates.retrievalEndsOn, handedOverOn ?? helsinkiDay(now));
}
