import postgres from "postgres";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();

test("the application can append to the audit trail and do nothing else with it", async () => {
  const { sql } = database;
  await sql`select audit.append('operator', 'shell', 'test.done', 'thing', '1', 'done', 'r1', '{}'::jsonb)`;
  await expect(sql`insert into audit.event (actor_kind) values ('staff')`).rejects.toThrow(/permission denied/);
  await expect(sql`update audit.event set action = 'a.b'`).rejects.toThrow(/permission denied/);
  await expect(sql`delete from audit.event`).rejects.toThrow(/permission denied/);
  await expect(sql`truncate audit.event`).rejects.toThrow(/permission denied/);
});

test("not even the database's owner changes an audit row", async () => {
  const owner = postgres(database.ownerUrl, { max: 1 });
  try {
    await expect(owner`delete from audit.event`).rejects.toThrow(/cannot be changed or removed/);
    await expect(owner`truncate audit.event`).rejects.toThrow(/cannot be changed or removed/);
  } finally {
    await owner.end();
  }
});
