import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { rememberArchiveKey } from "#app/domain/exports/keys/remember-archive-key.server.ts";
import { listArchiveKeys } from "#app/domain/exports/keys/list-archive-keys.server.ts";
import * as key from "#app/routes/public/archive-key.ts";
import { keyFingerprint } from "#exporters/archive/key-fingerprint.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { getFrom } from "#tests/support/get-from.ts";
import { testClock } from "#tests/support/contexts.ts";
import { runningApp } from "#tests/support/running-app.ts";

const database = await testDatabase();
const server = await runningApp({
  handle: database,
  clock: testClock(new Date("2026-11-23T10:00:00Z")),
  routes: [{ id: "key", path: "public/archive-keys/:fingerprint.pem", module: key }],
});
afterAll(server.stop);
const get = getFrom(server.port);

test("a key stays at its address when another has taken its place", async () => {
  const [old, now] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  await rememberArchiveKey(database.db, old.privateKey);
  await rememberArchiveKey(database.db, now.privateKey);
  await rememberArchiveKey(database.db, now.privateKey);
  expect((await listArchiveKeys(database)).map(({ fingerprint }) => fingerprint)).toEqual([
    keyFingerprint(now.publicKey),
    keyFingerprint(old.publicKey),
  ]);
  const answer = await get(`/public/archive-keys/${keyFingerprint(old.publicKey)}.pem`);
  expect(answer.status).toBe(200);
  expect(answer.body).not.toContain("PRIVATE");
  expect(keyFingerprint(createPublicKey(answer.body))).toBe(keyFingerprint(old.publicKey));
  expect((await get(`/public/archive-keys/${"0".repeat(64)}.pem`)).status).toBe(404);
});
