import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles, roleUrl } from "#db/roles.ts";
import { companyId } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { A, isolatedLedger, NEVER_EXPORTED, specs, storeDocument } from "#tests/support/isolated-ledger.ts";

const { database, owner, worker, tables, lease, openSlot } = await isolatedLedger();

describe("the web role", () => {
  test("reads who the customers are and which years they have, and counts; no line of anybody's books", async () => {
    const { sql } = database;
    expect(await sql`select 1 from ledger.companies`).toHaveLength(5);
    expect((await sql`select distinct company_id from ledger.financial_years`).length).toBe(5);
    for (const [table] of [...tables, ["export_lease", ""]]) {
      if (table === "companies" || table === "financial_years") continue;
      await expect(sql.unsafe(`select 1 from ledger.${table}`), table).rejects.toMatchObject({ code: "42501" });
    }
    const [surveyed] = await sql`
      select sum(records)::int as lines, sum(debit) - sum(credit) as difference
        from ledger.survey(${A.id}) where material = 'voucher_lines'`;
    const [lines] = await owner`select count(*)::int as n from ledger.voucher_lines where company_id = ${A.id}`;
    expect(surveyed).toEqual({ lines: lines!.n, difference: "0.00" });
  });

  test("writes nothing in the ledger and cannot become another role", async () => {
    const { sql, roles } = database;
    for (const attack of [
      "update ledger.companies set name = 'x'",
      "delete from ledger.financial_years",
      `insert into ledger.export_lease values ('${roles.exportSlots[0]}', '${A.id}', '${A.id}', now())`,
      `set role ${roles.worker}`,
      `set role ${roles.exportSlots[0]}`,
      `set role ${roles.ledgerWriter}`,
    ]) {
      await expect(sql.unsafe(attack), attack).rejects.toMatchObject({ code: "42501" });
    }
  });
});

test("the worker writes leases and reads no books", async () => {
  await expect(worker`select 1 from ledger.vouchers`).rejects.toMatchObject({ code: "42501" });
  for (const role of [...database.roles.exportSlots, database.roles.ledgerWriter, database.roles.exportReader]) {
    await expect(worker.unsafe(`set role ${role}`), role).rejects.toMatchObject({ code: "42501" });
  }
});

/** What must hold of every ledger relation, now and after any later migration. */
async function expectProtected(sql: postgres.Sql, exportReader: string, slot: string) {
  const relations = await sql`
    select c.relname as name, c.relkind as kind, c.relrowsecurity and c.relforcerowsecurity as forced,
           coalesce(c.reloptions::text like '%security_invoker=true%', false) as invoker,
           (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
           has_table_privilege(${exportReader}, c.oid, 'select') as read,
           has_table_privilege(${exportReader}, c.oid, 'insert,update,delete,truncate,references,trigger,maintain') as write
      from pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`;
  expect(relations.length).toBeGreaterThanOrEqual(20);
  for (const { name, kind, forced, invoker, policies, read, write } of relations) {
    expect(["m", "f"], `${name} could have no row-level security`).not.toContain(kind);
    expect({ name, protected: kind === "v" ? invoker : forced && policies > 0, write }).toEqual({
      name,
      protected: true,
      write: false,
    });
    if (NEVER_EXPORTED.includes(name)) expect({ name, read }).toEqual({ name, read: false });
  }
  const functions = await sql`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('ledger', 'audit', 'console') and has_schema_privilege(${slot}, n.oid, 'usage')
       and has_function_privilege(${slot}, p.oid, 'execute')`;
  expect(functions).toEqual([]);
  const memberships = await sql`
    select m.roleid::regrole::text as of from pg_auth_members m where m.member = ${slot}::regrole`;
  expect(memberships.map((row) => row.of)).toEqual([exportReader]);
}

describe("the catalogue", () => {
  test("has row-level security, forced, with policies, on every ledger table; the reader writes nowhere", async () => {
    await expectProtected(owner, database.roles.exportReader, database.roles.exportSlots[0]!);
  });

  const REFUSED_SHAPES: [string, string, RegExp][] = [
    ["a table without company_id", "create table ledger.stray (a int)", /ledger.stray has no company_id/],
    [
      "a view that reads with its owner's rights",
      "create view ledger.stray as select company_id from ledger.vouchers",
      /ledger.stray is a view: make it with \(security_invoker = true\)/,
    ],
    [
      "a materialised view",
      "create materialized view ledger.stray as select company_id from ledger.vouchers",
      /ledger.stray is a view/,
    ],
  ];
  test.each(REFUSED_SHAPES)("provisioning refuses %s", async (_, statement, message) => {
    const kind = /create (.*?) ledger/.exec(statement)![1];
    await owner.unsafe(statement);
    onTestFinished(async () => void (await owner.unsafe(`drop ${kind} ledger.stray`)));
    await expect(provisionRoles(database.ownerUrl, { secret: database.secret })).rejects.toThrow(message);
  });

  test("a view with security_invoker shows a slot its own company", async () => {
    await owner.unsafe(
      "create view ledger.voucher_texts with (security_invoker = true) as select company_id, text from ledger.vouchers",
    );
    onTestFinished(async () => void (await owner.unsafe("drop view ledger.voucher_texts")));
    await provisionRoles(database.ownerUrl, { secret: database.secret });
    await lease(A.id);
    const slot = openSlot();
    expect(await slot`select distinct company_id from ledger.voucher_texts`).toEqual([{ company_id: A.id }]);
  });

  test("provisioning refuses a slot that could pass the policies", async () => {
    const slot = database.roles.exportSlots[1]!;
    await owner.unsafe(`alter role ${slot} bypassrls`);
    onTestFinished(async () => void (await owner.unsafe(`alter role ${slot} nobypassrls`)));
    await expect(provisionRoles(database.ownerUrl, { secret: database.secret })).rejects.toThrow(
      `The role ${slot} may do more than it must`,
    );
  });
});

test("all of it holds where the database's owner is no superuser", async () => {
  const server = inject("postgres");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create role ${name}_dba login createrole password 'x'`);
  await admin.unsafe(`create database ${name} owner ${name}_dba`);
  const url = new URL(server.adminUrl);
  Object.assign(url, { username: `${name}_dba`, password: "x", pathname: `/${name}` });
  const sessions: postgres.Sql[] = [];
  const open = (as: string) => {
    const sql = postgres(as, { max: 1, onnotice: () => {} });
    sessions.push(sql);
    return sql;
  };
  onTestFinished(async () => {
    for (const sql of sessions) await sql.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    const made = await admin`select rolname from pg_roles where starts_with(rolname, ${`${name}_`})`;
    for (const { rolname } of [...made].sort((a) => (a.rolname.endsWith("_dba") ? 1 : -1))) {
      await admin.unsafe(`drop role ${rolname}`);
    }
    await admin.end();
  });
  const ownerUrl = url.href;
  await migrateDatabase(ownerUrl);
  await provisionRoles(ownerUrl, { secret: server.secret });
  const roles = await provisionRoles(ownerUrl, { secret: server.secret });
  const two = specs.slice(0, 2);
  const seeded = await seedDemoLedger({ ownerUrl, storeDocument, specs: two });
  const [own, other] = two.map((spec) => companyId(spec.businessId)) as [string, string];

  const dba = open(ownerUrl);
  expect((await dba`select rolsuper from pg_roles where rolname = current_user`)[0]!.rolsuper).toBe(false);
  expect((await dba`select count(*)::int as n from ledger.voucher_lines`)[0]!.n).toBe(seeded.lines);
  await expectProtected(dba, roles.exportReader, roles.exportSlots[0]!);

  const as = (role: string) => open(roleUrl(ownerUrl, server.secret, role));
  const slot = as(roles.exportSlots[0]!);
  expect(await slot`select 1 from ledger.vouchers`).toHaveLength(0);
  await as(roles.worker)`insert into ledger.export_lease values
    (${roles.exportSlots[0]!}, ${own}, gen_random_uuid(), now() + interval '1 hour')`;
  expect(await slot`select distinct company_id from ledger.vouchers`).toEqual([{ company_id: own }]);
  await slot`set default_transaction_read_only = off`;
  for (const attack of [
    "delete from ledger.vouchers",
    "create temp table t (a int)",
    `update ledger.export_lease set company_id = '${other}'`,
    `set role ${roles.exportReader}`,
    `set role ${name}_dba`,
    "select * from ledger.credentials",
    "select * from audit.event",
  ]) {
    await expect(slot.unsafe(attack), attack).rejects.toMatchObject({ code: "42501" });
  }
  const app = as(roles.app);
  const [surveyed] = await app`select sum(records)::int as n from ledger.survey(${other}) where material = 'vouchers'`;
  const [counted] = await dba`select count(*)::int as n from ledger.vouchers where company_id = ${other}`;
  expect(surveyed!.n).toBe(counted!.n);
  await app`select audit.append('operator', 'shell', 'test.done', 'thing', '1', 'done', 'r1', '{}'::jsonb)`;
  await expect(app`select 1 from ledger.vouchers`).rejects.toMatchObject({ code: "42501" });
});
