import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
// Any constant does; it only has to be the same in every process that may migrate.
const MIGRATION_LOCK = 486_586;

export type SchemaState = "empty" | "older" | "current" | "newer";

/** How the database's schema stands to the one this program was built for. */
export async function schemaState(sql: postgres.Sql): Promise<SchemaState> {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, "utf8")) as {
    entries: { when: number }[];
  };
  const wanted = Math.max(...journal.entries.map((entry) => entry.when));
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return "empty";
  const [row] = await sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
  if (!row?.newest) return "empty";
  const newest = Number(row.newest);
  return newest === wanted ? "current" : newest < wanted ? "older" : "newer";
}

export class NewerSchemaError extends Error {
  override name = "NewerSchemaError";
}

/**
 * Brings the schema up to date, one process at a time.
 * @param ownerUrl a role that owns the database (the embedded server's superuser, or DATABASE_URL)
 * @throws NewerSchemaError when the database was made by a newer version of the program
 */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    if ((await schemaState(sql)) === "newer") {
      throw new NewerSchemaError(
        "The database was made by a newer version of Huolto. Start that version, or point DATABASE_URL or HUOLTO_HOME at another database.",
      );
    }
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end();
  }
}
