import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openStorage } from "#app/platform/storage/open-storage.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { storeDocument } from "#app/platform/storage/store-document.server.ts";
import { s3StandIn } from "./s3-stand-in.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-storage-"));
let s3: Awaited<ReturnType<typeof s3StandIn>>;
beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  s3 = await s3StandIn();
});
afterAll(async () => {
  await s3.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const opened = (kind: "disk" | "s3") =>
  kind === "disk"
    ? openStorage(pathToFileURL(path.join(folder, "store")).href)
    : openStorage(`s3://bucket/some/prefix?endpoint=${encodeURIComponent(s3.endpoint)}`);
function local(content: Buffer | string) {
  const file = path.join(folder, randomBytes(8).toString("hex"));
  writeFileSync(file, content);
  return file;
}
const text = async (storage: Storage, key: string, range?: { start: number; end: number }) =>
  Buffer.concat(await (await storage.read(key, range)).toArray()).toString();

describe.each(["disk", "s3"] as const)("%s", (kind) => {
  test("gives back what was stored, whole and by range", async () => {
    const storage = opened(kind);
    await storage.publish(local("0123456789"), "archive-1.zip");
    expect(await text(storage, "archive-1.zip")).toBe("0123456789");
    expect(await text(storage, "archive-1.zip", { start: 2, end: 4 })).toBe("234");
    expect(await storage.stat("archive-1.zip")).toEqual({ bytes: 10 });
  });

  test("says not_found for what is not there, and deleting it is no error", async () => {
    const storage = opened(kind);
    await expect(storage.read("nothing-here")).rejects.toMatchObject({ code: "not_found" });
    expect(await storage.stat("nothing-here")).toBeNull();
    await storage.delete("nothing-here");
  });

  test("forgets what is deleted", async () => {
    const storage = opened(kind);
    await storage.publish(local("x"), "to-be-deleted");
    await storage.delete("to-be-deleted");
    expect(await storage.stat("to-be-deleted")).toBeNull();
  });

  test.each([
    "",
    "abc",
    "../../etc/passwd",
    "abcd/../../x",
    "/etc/passwd",
    "abcd\\x",
    "..abcd",
    "abcd\0",
    "ab cd",
    "abcd.",
    "a%2e%2e",
    "x".repeat(201),
  ])("refuses the key %j everywhere", async (key) => {
    const storage = opened(kind);
    for (const call of [
      () => storage.read(key),
      () => storage.stat(key),
      () => storage.delete(key),
      () => storage.publish(local("x"), key),
    ])
      await expect(call()).rejects.toMatchObject({ code: "bad_key" });
  });

  test("keeps a document once, under its hash", async () => {
    const storage = opened(kind);
    const bytes = Buffer.from("an invoice");
    // printf 'an invoice' | sha256sum
    const sha256 = "827810f656d84df0f4cb8d29ea7529fed3b993e61bf553423598d9b5cc97ffc8";
    expect(await storeDocument(storage, bytes)).toEqual({ sha256, bytes: 10 });
    expect(await storeDocument(storage, bytes)).toEqual({ sha256, bytes: 10 });
    expect(await text(storage, sha256)).toBe("an invoice");
  });

  test("can be checked for use", async () => {
    await opened(kind).check();
  });
});

describe("disk", () => {
  test("lays objects out two folders deep and leaves nothing else behind", async () => {
    const storage = openStorage(pathToFileURL(path.join(folder, "layout")).href);
    await storage.publish(local("x"), "abcdef");
    expect(readFileSync(path.join(folder, "layout", "ab", "cd", "abcdef"), "utf8")).toBe("x");
    expect(readdirSync(path.join(folder, "layout", ".incoming"))).toEqual([]);
  });

  test("a full disk is no_space and leaves nothing half there", async () => {
    const storage = openStorage(pathToFileURL(path.join(folder, "full")).href);
    const fs = await import("node:fs/promises");
    const file = local("x");
    const handle = await fs.open(file);
    const sync = vi
      .spyOn(Object.getPrototypeOf(handle), "sync")
      .mockRejectedValue(Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" }));
    await handle.close();
    await expect(storage.publish(file, "abcdef")).rejects.toMatchObject({ code: "no_space" });
    sync.mockRestore();
    expect(await storage.stat("abcdef")).toBeNull();
    expect(
      existsSync(path.join(folder, "full", ".incoming")) ? readdirSync(path.join(folder, "full", ".incoming")) : [],
    ).toEqual([]);
  });

  test("a folder that is a file is unavailable", async () => {
    const storage = openStorage(pathToFileURL(local("a file")).href);
    await expect(storage.check()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("s3", () => {
  test("a large file goes in parts and comes back the same", async () => {
    const bytes = randomBytes(40 * 1024 * 1024);
    const storage = opened("s3");
    await storage.publish(local(bytes), "large-one");
    expect(s3.requests).toContain("POST /bucket/some/prefix/large-one?uploads");
    const hash = createHash("sha256");
    for await (const chunk of await storage.read("large-one")) hash.update(chunk);
    expect(hash.digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  test("never replaces an object: the same size counts as done, another is refused", async () => {
    const storage = opened("s3");
    await storage.publish(local("first"), "once-only");
    await storage.publish(local("FIRST"), "once-only");
    expect(await text(storage, "once-only")).toBe("first");
    await expect(storage.publish(local("longer than that"), "once-only")).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test("a store that fails is unavailable", async () => {
    const storage = opened("s3");
    s3.failWith(403);
    try {
      await expect(storage.stat("some-object")).rejects.toMatchObject({ code: "unavailable" });
      await expect(storage.check()).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      s3.failWith(undefined);
    }
  });
});

test.each(["ftp://x/y", "nothing", "s3:///prefix", "s3://bucket/x?endpoint=ftp://y"])("refuses the store %j", (url) => {
  expect(() => openStorage(url)).toThrow(/store/);
});
