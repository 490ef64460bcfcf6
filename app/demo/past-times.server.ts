import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

const MARK = "demo-data at ";

/** The request id of somebody who acts in the demo's past: `inThePast` reads the time from it. */
export const pastRequest = (at: Date): string => `${MARK}${at.toISOString()}`;

/**
 * Lets the audit trail's rows of `work` bear the times at which the demo's stories happened. The trail itself knows no way to do
 * so: its function takes no time. For as long as this session lasts, a trigger stands before the trail, made by the database's
 * owner, whom no part of a running service is, and of a temporary function: when the session ends, however it ends, the database
 * removes both; only where the database itself is killed they stay, for `noMorePast`. It touches rows of the owner's sessions
 * alone, and of them those with a request id of `pastRequest`.
 * @param db a connection of the database's owner
 */
export async function inThePast<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await db.transaction(async (tx) => {
    const [owner] = await tx.execute<{ name: string }>(sql`select quote_literal(session_user) as name`);
    await tx.execute(
      sql`create or replace function pg_temp.in_the_past() returns trigger language plpgsql as ${sql.raw(
        `$$ begin
        if session_user = ${owner!.name} and new.request_id like '${MARK}%' then
          new.at := substr(new.request_id, ${MARK.length + 1})::timestamptz;
          new.request_id := 'demo-data';
        end if;
        return new;
      end $$`,
      )}`,
    );
    await tx.execute(
      sql`create trigger demo_in_the_past before insert on audit.event for each row execute function pg_temp.in_the_past()`,
    );
  });
  try {
    return await work();
  } finally {
    await noMorePast(db);
  }
}

/**
 * Takes away what a database that was killed in the middle left of `inThePast`.
 * @param db a connection of the database's owner
 */
export async function noMorePast(db: Db): Promise<void> {
  const [left] = await db.execute(
    sql`select from pg_trigger where tgname = 'demo_in_the_past' and tgrelid = 'audit.event'::regclass`,
  );
  // Without asking first, each start would wait for whoever writes to the trail.
  if (left) await db.execute(sql`drop trigger if exists demo_in_the_past on audit.event`);
}
