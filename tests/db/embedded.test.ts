import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { dataFolder, homeSecret, startEmbedded } from "#db/embedded.ts";

const root = mkdtempSync(path.join(tmpdir(), "huolto-embedded-"));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(name: string, mode: number): string {
  const made = path.join(root, name);
  mkdirSync(made);
  chmodSync(made, mode);
  return made;
}

const OUTSIDE = /^\/var\/tmp\/huolto-[0-9a-f]{12}\/postgres$/;

test("started by root, the data lies in the home when everybody can enter it, else in /var/tmp", () => {
  const open = folder("open", 0o755);
  const closed = folder("closed", 0o700);
  expect(dataFolder(open, true)).toBe(path.join(open, "postgres"));
  expect(dataFolder(closed, true)).toMatch(OUTSIDE);
  // It is the whole way that counts, also to a home that is not there yet.
  const inside = path.join(closed, "project", ".huolto");
  expect(dataFolder(inside, true)).toMatch(OUTSIDE);
  expect(dataFolder(inside, true)).not.toBe(dataFolder(closed, true));
  expect(dataFolder(inside, true)).toBe(dataFolder(inside, true));
});

test("started by anybody else, the data lies in the home", () => {
  const home = folder("private", 0o700);
  expect(dataFolder(home, false)).toBe(path.join(home, "postgres"));
});

test("the secret is made once, for its owner's eyes, whatever a broken start left", () => {
  const home = folder("secret", 0o755);
  writeFileSync(path.join(home, "database-secret.new"), "");
  const secret = homeSecret(home);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(homeSecret(home)).toBe(secret);
  expect(readFileSync(path.join(home, "database-secret"), "utf8")).toBe(secret);
});

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)("root in a private home gets a server, whatever the umask (needs root)", async () => {
  const home = folder("server", 0o700);
  const umask = process.umask(0o077);
  let server: Awaited<ReturnType<typeof startEmbedded>> | undefined;
  try {
    server = await startEmbedded(home, { flags: ["fsync=off"] });
    expect(server.dataDir).toMatch(OUTSIDE);
    const sql = postgres(server.url, { max: 1 });
    expect(await sql`select 1 as up`).toEqual([{ up: 1 }]);
    await sql.end();
  } finally {
    process.umask(umask);
    await server?.stop();
    rmSync(path.dirname(dataFolder(home)), { recursive: true, force: true });
  }
});

test.skipIf(!isRoot)("a folder in /var/tmp that somebody else put there first is not used (needs root)", async () => {
  const home = folder("trap", 0o700);
  const trap = path.dirname(dataFolder(home));
  mkdirSync(trap);
  try {
    chownSync(trap, 65_534, 65_534);
    await expect(startEmbedded(home)).rejects.toThrow(`${trap} was made by another user. Remove it, or`);
    expect(existsSync(path.join(trap, "postgres"))).toBe(false);
  } finally {
    rmSync(trap, { recursive: true });
  }
});
