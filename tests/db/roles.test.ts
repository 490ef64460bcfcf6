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

test("the application removes what is over by its nature, and no history", async () => {
  const { sql } = database;
  const tables = await sql`select table_name from information_schema.tables where table_schema = 'console' order by 1`;
  const removable: string[] = [];
  for (const { table_name } of tables) {
    const outcome = await sql.unsafe(`delete from console."${table_name}"`).then(
      () => "removed",
      (error) => error.code,
    );
    if (outcome === "removed") removable.push(table_name);
    else expect(outcome, table_name).toBe("42501");
    await expect(sql.unsafe(`truncate console."${table_name}"`), table_name).rejects.toMatchObject({ code: "42501" });
  }
  expect(removable).toEqual([
    "bulletin_autosave",
    "bulletin_release",
    "component_dependency",
    "ip_network",
    "maintenance_scope",
    "measurement",
    "rate_limit",
    "sign_in_flow",
    "staff_role",
  ]);
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
