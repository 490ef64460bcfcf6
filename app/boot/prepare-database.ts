import pg from "pg";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles } from "#db/roles.ts";
import { migrateQueue } from "../platform/queue.server.ts";
import { unwrapped } from "./sentence.ts";

const OLDEST_POSTGRES = 150_000;
const CONNECT_TIMEOUT_MS = 10_000;

type Failure = Error & { code?: string };

function refusal(error: Failure, { host, pathname }: URL): Error {
  const { code = "" } = error;
  if (!(error instanceof pg.DatabaseError))
    return new Error(`No Postgres answers at ${host} (${code || error.message}). Start it, or correct DATABASE_URL.`, {
      cause: error,
    });
  if (code.startsWith("28"))
    return new Error(`The Postgres at ${host} refuses the user or password of DATABASE_URL. Correct it.`);
  if (code === "3D000")
    return new Error(
      `The database named in DATABASE_URL does not exist at ${host}. Create it: createdb ${decodeURIComponent(pathname.slice(1))}`,
    );
  return error;
}

type Server = { version: number; name: string; may_create_roles: boolean };

/** Asks with the driver that gives up: the other one connects again for ever to what closes the connection at once. */
async function askServer(url: string): Promise<Server> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // The connection's end is told twice: to whoever waits for an answer, and here.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Server>(`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
             rolsuper or rolcreaterole as may_create_roles from pg_roles where rolname = current_user`);
    return rows[0]!;
  } catch (error) {
    throw refusal(error as Failure, new URL(url));
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkServer(url: string): Promise<void> {
  const server = await askServer(url);
  const { host } = new URL(url);
  if (server.version < OLDEST_POSTGRES) {
    throw new Error(
      `The Postgres at ${host} is version ${server.name}; Huolto needs 15 or newer. Upgrade it, or name another in DATABASE_URL.`,
    );
  }
  if (!server.may_create_roles) {
    throw new Error(
      `The role in DATABASE_URL may not create roles at ${host}. Give it CREATEROLE: alter role ... createrole;`,
    );
  }
}

/**
 * Schema, queue and roles, as this version needs them. Safe at every start.
 * @throws a sentence when the server is missing, too old, refuses, is full, or holds a newer schema
 */
export async function prepareDatabase(ownerUrl: string, options: { secret: string; slots: number }): Promise<void> {
  await checkServer(ownerUrl);
  try {
    await migrateDatabase(ownerUrl);
    await migrateQueue(ownerUrl);
    await provisionRoles(ownerUrl, options);
  } catch (thrown) {
    const error = unwrapped(thrown) as Error & { code?: string };
    // insufficient_privilege
    if (error.code !== "42501") throw error;
    throw new Error(
      `The role in DATABASE_URL may not prepare the database (${error.message}). Make it the owner: alter database ... owner to ...;`,
      { cause: error },
    );
  }
}
