import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { testDatabase } from "#tests/setup/database.ts";

/** The tables as the code knows them against the tables as the migrations make them. */
const { sql } = await testDatabase();
const tables = Object.values(schema as Record<string, unknown>).filter((value): value is PgTable => is(value, PgTable));

test.each(tables.map((table) => [`${getTableConfig(table).schema}.${getTableConfig(table).name}`, table] as const))(
  "%s has the columns that the code names, as nullable and of the same types",
  async (_name, table) => {
    const { schema: namespace, name, columns } = getTableConfig(table);
    const inDatabase = await sql`
      select a.attname as name, a.attnotnull as "notNull", format_type(a.atttypid, a.atttypmod) as type
        from pg_attribute a where a.attrelid = ${`${namespace}.${name}`}::regclass and a.attnum > 0 and not a.attisdropped`;
    const found = new Map(inDatabase.map((column) => [column.name, column]));
    for (const column of columns) {
      const sqlType = column.getSQLType().replace(/^char\(/, "character(");
      expect({ name: column.name, notNull: column.notNull, type: sqlType }).toEqual({ ...found.get(column.name) });
    }
    // Of the ledger and the audit trail the console names only what it reads.
    if (namespace === "console") expect(columns.map((column) => column.name).sort()).toEqual([...found.keys()].sort());
  },
);
