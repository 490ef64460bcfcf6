import postgres from "postgres";
import { expect, test } from "vitest";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();

test("a session is in UTC, whatever zone the machine gave its server", async () => {
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner.unsafe(`alter database ${new URL(database.ownerUrl).pathname.slice(1)} set timezone to 'Asia/Tokyo'`);
  await owner.end();
  const { sql, close } = openDb(database.appUrl, { max: 1 });
  const [row] =
    await sql`select current_setting('timezone') as zone, ('2026-11-22T22:30:00Z'::timestamptz)::date::text as day`;
  await close();
  expect(row).toEqual({ zone: "UTC", day: "2026-11-22" });
});
