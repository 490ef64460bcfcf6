import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { homeSecret, startEmbedded } from "./embedded.ts";
import { migrateDatabase } from "./migrate.ts";
import { provisionRoles } from "./roles.ts";

/** `url` connects as the database's owner; the login roles' passwords follow from `secret` (`rolePassword`). */
export type OwnerConnection = { url: string; secret: string; stop: () => Promise<void> };

/** The file in HUOLTO_HOME in which a running console tells the owner's URL of the server it started. */
export const POSTGRES_URL_FILE = "postgres-url";

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Opens the database for a command-line tool, migrated and with its roles: DATABASE_URL when it is set; else the embedded
 * server of HUOLTO_HOME (default `.huolto`), the one a running console has started, or one started here and
 * stopped by `stop`. Only one process can serve a data folder, so a running console's server must be found, never started twice.
 * @param env DATABASE_URL, HUOLTO_HOME and SECRET are read
 * @throws an Error with a sentence that says what to do, when there is no server to be had or its schema is newer
 */
export async function openOwner(env: Readonly<Record<string, string | undefined>>): Promise<OwnerConnection> {
  const home = path.resolve(env.HUOLTO_HOME || ".huolto");
  const stop = async () => {};
  if (env.DATABASE_URL) {
    await migrateDatabase(env.DATABASE_URL);
    const secret = env.SECRET || homeSecret(home);
    await provisionRoles(env.DATABASE_URL, { secret });
    return { url: env.DATABASE_URL, secret, stop };
  }
  const urlFile = path.join(home, POSTGRES_URL_FILE);
  if (existsSync(urlFile)) {
    const url = readFileSync(urlFile, "utf8").trim();
    // The console that wrote it has migrated and provisioned: doing so again would take its locks.
    if (await answers(url)) return { url, secret: env.SECRET || homeSecret(home), stop };
  }
  mkdirSync(home, { recursive: true });
  const server = await startEmbedded(home);
  try {
    await migrateDatabase(server.url);
    const secret = env.SECRET || server.secret;
    await provisionRoles(server.url, { secret });
    return { url: server.url, secret, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
