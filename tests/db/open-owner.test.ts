import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openOwner } from "#db/open-owner.ts";
import { type TestDatabase, testDatabase } from "#tests/setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
const home = mkdtempSync(path.join(tmpdir(), "huolto-owner-"));
afterAll(() => rmSync(home, { recursive: true }));

test("a running console's server is found by the URL it wrote, and is not stopped", async () => {
  writeFileSync(path.join(home, "postgres-url"), `${database.ownerUrl}\n`);
  const owner = await openOwner({ HUOLTO_HOME: home, SECRET: database.secret });
  expect(owner).toMatchObject({ url: database.ownerUrl, secret: database.secret });
  await owner.stop();
  expect(await database.sql`select 1 as up`).toEqual([{ up: 1 }]);
});

test("DATABASE_URL comes before HUOLTO_HOME", async () => {
  writeFileSync(path.join(home, "postgres-url"), "postgres://nobody@127.0.0.1:1/nothing");
  const owner = await openOwner({ DATABASE_URL: database.ownerUrl, HUOLTO_HOME: home, SECRET: database.secret });
  expect(owner.url).toBe(database.ownerUrl);
});
