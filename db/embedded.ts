import { fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import type { EmbeddedMessage } from "./embedded-process.ts";

export type EmbeddedServer = { url: string; secret: string; dataDir: string; stop: () => Promise<void> };

/** The server could not be started; the message says what to do. */
export class EmbeddedError extends Error {
  override name = "EmbeddedError";
}

// A new cluster takes 40 MB, the demo's data 100 MB, and Postgres keeps up to 1 GB of write-ahead log under load.
const FREE_BYTES_WANTED = 500_000_000;

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

/** The installation's secret, made once and readable by its owner only. */
export function homeSecret(home: string): string {
  const file = path.join(home, "database-secret");
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    // Written under another name and moved: a full disk must not leave an empty secret that the next start takes.
    writeFileSync(`${file}.new`, randomBytes(32).toString("base64url"), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}

/**
 * Where the data goes: `home/postgres`; but started by root, Postgres runs as another user, who cannot enter a private
 * home folder. Then it goes to /var/tmp (kept over a reboot, unlike /tmp) under a name that follows from `home`.
 */
export function dataFolder(home: string, asRoot = process.getuid?.() === 0): string {
  const wanted = path.resolve(home, "postgres");
  if (!asRoot) return wanted;
  for (let folder = path.dirname(wanted); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) {
      const name = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
      return path.join("/var/tmp", `huolto-${name}`, "postgres");
    }
    if (folder === path.dirname(folder)) return wanted;
  }
}

/**
 * /var/tmp is everybody's: a folder that somebody else has put there first must not be used, and what root makes there the
 * other user must be able to enter whatever the umask.
 */
function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new EmbeddedError(`${folder} was made by another user. Remove it, or set HUOLTO_HOME to another folder.`);
  }
  chmodSync(folder, 0o755);
}

function explain(reason: string, dataDir: string): string {
  if (/lock file "postmaster.pid" already exists/.test(reason)) {
    return `Another Postgres already uses ${dataDir}: another Huolto is running with this HUOLTO_HOME. Stop it, or set HUOLTO_HOME to another folder.`;
  }
  if (/No space left on device|ENOSPC/.test(reason)) {
    return `The disk of ${dataDir} is full. Free some space, or set HUOLTO_HOME to a folder on another disk.`;
  }
  if (/initialized by PostgreSQL version|not compatible with this version/.test(reason)) {
    return `The data in ${dataDir} was made by another major version of Postgres. Start the Huolto that made it, or set HUOLTO_HOME to another folder.`;
  }
  return `The embedded Postgres did not start with the data in ${dataDir}. If the folder is damaged, move it away (that loses the demo's data) and start again. It said: ${reason}`;
}

/**
 * Starts the embedded Postgres with its data under `home` (see `dataFolder`), making it first where there is none, and
 * the database in it. It stops with `stop`, or when this process ends in any way.
 * @param flags further `name=value` settings (the tests switch fsync off)
 * @throws EmbeddedError with a sentence that says what to do
 */
export async function startEmbedded(
  home: string,
  { flags = [] as string[], database = "huolto" } = {},
): Promise<EmbeddedServer> {
  const secret = homeSecret(home);
  const dataDir = dataFolder(home);
  const asRoot = process.getuid?.() === 0;
  if (dataDir === path.resolve(home, "postgres")) mkdirSync(home, { recursive: true });
  else ownFolder(path.dirname(dataDir));
  const { bavail, bsize } = statfsSync(path.dirname(dataDir));
  if (bavail * bsize < FREE_BYTES_WANTED) throw new EmbeddedError(explain("ENOSPC", dataDir));

  const port = await freePort();
  const child = fork(fileURLToPath(new URL("./embedded-process.ts", import.meta.url)), {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answer = new Promise<EmbeddedMessage>((resolve) => {
    child.once("message", (message) => resolve(message as EmbeddedMessage));
    child.once("exit", (code, signal) => resolve({ failed: `its process ended (${signal ?? code})` }));
  });
  child.send({ dataDir, password: secret, port, flags, asRoot });
  const message = await answer;
  if ("failed" in message) throw new EmbeddedError(explain(message.failed, dataDir));

  const url = `postgres://huolto:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;
  const admin = postgres(url.replace(/\/[^/]*$/, "/postgres"), { max: 1, onnotice: () => {} });
  const there = await admin`select from pg_database where datname = ${database}`;
  if (there.length === 0) await admin.unsafe(`create database "${database}"`);
  await admin.end();
  return {
    url,
    secret,
    dataDir,
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
