import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles } from "#db/roles.ts";
import { emptyLedger, GOOD_VOUCHER, saft, sie, sie4i } from "./files.ts";

/** A hosted Postgres gives its customers an owner that is no superuser: row-level security binds it, and refuses it COPY into the ledger. */
const files = emptyLedger();
const server = inject("postgres");
const name = `t_${randomBytes(6).toString("hex")}`;
const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
const url = new URL(server.adminUrl);
Object.assign(url, { username: `${name}_dba`, password: "x", pathname: `/${name}` });
let sql: postgres.Sql;

beforeAll(async () => {
  await admin.unsafe(`create role ${name}_dba login createrole password 'x'`);
  await admin.unsafe(`create database ${name} owner ${name}_dba`);
  await migrateDatabase(url.href);
  await provisionRoles(url.href, { secret: server.secret });
  sql = postgres(url.href, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql?.end();
  await admin.unsafe(`drop database ${name} with (force)`);
  const made = await admin`select rolname from pg_roles where starts_with(rolname, ${`${name}_`})`;
  for (const { rolname } of [...made].sort((a) => (a.rolname.endsWith("_dba") ? 1 : -1)))
    await admin.unsafe(`drop role ${rolname}`);
  await admin.end();
});

test("an owner that is no superuser imports SAF-T and SIE, and adds to a year", async () => {
  const [owner] = await sql`
    select rolsuper as super, row_security_active('ledger.voucher_lines') as bound from pg_roles where rolname = current_user`;
  expect(owner).toEqual({ super: false, bound: true });
  await expect(sql`copy ledger.vouchers from stdin`).rejects.toThrow(/COPY FROM not supported with row-level security/);

  const books = (content: string | Buffer) => importFile(url.href, files.file(content));
  expect(await books(Buffer.from(saft([["1", "2023-01-05", "100.00", "100.00"]])))).toMatchObject({ lines: 2 });
  expect(await books(sie(...GOOD_VOUCHER, '#VER A 2 20230301 "mars"', "{", "#TRANS 1910 {} 0", "}"))).toMatchObject({
    lines: 3,
  });
  await books(sie4i('#VER A "" 20230201 "februari"', "{", "#TRANS 1910 {} 5", "#TRANS 3010 {} -5", "}"));

  const ledger = await sql`
    select c.business_id as company, v.seq, v.series || ' ' || v.number as number, v.date::text,
           (select sum(l.debit)::text from ledger.voucher_lines l where l.company_id = v.company_id and l.voucher_seq = v.seq) as debit
      from ledger.vouchers v join ledger.companies c on c.id = v.company_id order by 1, 2`;
  expect([...ledger].map((row) => Object.values(row))).toEqual([
    ["556036-0793", 1, "A 1", "2023-01-05", "100.00"],
    ["556036-0793", 2, "A 3", "2023-02-01", "5.00"],
    ["556036-0793", 3, "A 2", "2023-03-01", "0.00"],
    ["974760673", 1, "J 1", "2023-01-05", "100.00"],
  ]);
});
