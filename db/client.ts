import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";

export type Db = PostgresJsDatabase<typeof schema>;
/** A transaction, or the database itself: what a helper needs that only reads and writes. */
export type DbOrTx = Db | Parameters<Parameters<Db["transaction"]>[0]>[0];

export type DbHandle = { db: Db; sql: postgres.Sql; close: () => Promise<void> };

/**
 * Opens the console's pool. One per process, made by the process's entry and passed down in the context.
 * `date` columns stay text (YYYY-MM-DD): a calendar day has no time zone and must not become an instant.
 * @param url a postgres:// URL of a role made by `db/roles.ts`
 */
export function openDb(url: string, { max = 10, name = "huolto" }: { max?: number; name?: string } = {}): DbHandle {
  const sql = postgres(url, {
    max,
    connection: {
      application_name: name,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
      // Instants are UTC, whatever zone the machine gave its server.
      TimeZone: "UTC",
    },
    onnotice: () => {},
    types: { date: { to: 1082, from: [1082], serialize: (x: string) => x, parse: (x: string) => x } },
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
