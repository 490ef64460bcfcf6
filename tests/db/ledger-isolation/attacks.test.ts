import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { provisionRoles } from "#db/roles.ts";
import { A, B, isolatedLedger } from "#tests/support/isolated-ledger.ts";

const { database, owner, lease, openSlot, companiesIn } = await isolatedLedger();

describe("an export slot", () => {
  test("cannot insert, update, delete, truncate, lock or copy into any table of the database", async () => {
    await lease(A.id);
    const slot = openSlot();
    const all = await owner`
      select format('%I.%I', n.nspname, c.relname) as name,
             (select attname from pg_attribute where attrelid = c.oid and attnum = 1) as first
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
    expect(all.length).toBeGreaterThan(40);
    for (const { name, first } of all) {
      for (const attack of [
        `insert into ${name} default values`,
        `update ${name} set "${first}" = "${first}"`,
        `delete from ${name}`,
        `truncate ${name}`,
        `do $$ begin lock table ${name} in exclusive mode; end $$`,
        `copy ${name} from stdin`,
        `select * from ${name} for update`,
      ]) {
        await expect(slot.unsafe(attack), attack).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  const slot1 = database.roles.exportSlots[1]!;
  const REFUSED: [string, string][] = [
    ["make a temporary table", "create temp table t (a int)"],
    ["make a table", "create table ledger.t (a int)"],
    ["make a schema", "create schema mine"],
    ["make a function", "create function public.f() returns int language sql as 'select 1'"],
    ["make a temporary function", "create function pg_temp.f() returns int language sql as 'select 1'"],
    ["make a view", "create view public.v as select * from ledger.vouchers"],
    ["make an extension", "create extension pg_trgm schema ledger"],
    ["make a large object", "select lo_create(0)"],
    ["make a large object the old way", "select lo_creat(-1)"],
    ["make a large object from bytes", "select lo_from_bytea(0, 'x')"],
    ["become the other slot", `set role ${slot1}`],
    ["become the shared reader", `set role ${database.roles.exportReader}`],
    ["become the ledger's writer", `set role ${database.roles.ledgerWriter}`],
    ["become the worker", `set role ${database.roles.worker}`],
    ["become the owner", "set role huolto"],
    ["become another session user", `set session authorization ${slot1}`],
    ["become another by set_config", `select set_config('session_authorization', '${slot1}', false)`],
    ["give itself a role", `grant ${database.roles.ledgerWriter} to ${database.roles.exportSlots[0]}`],
    ["give itself bypassrls", `alter role ${database.roles.exportSlots[0]} bypassrls`],
    ["lift its connection limit", `alter role ${database.roles.exportSlots[0]} connection limit 5`],
    ["change the other slot's password", `alter role ${slot1} password 'x'`],
    [
      "write itself a lease",
      "insert into ledger.export_lease values (session_user, gen_random_uuid(), gen_random_uuid(), now())",
    ],
    ["move its lease", `update ledger.export_lease set company_id = '${B.id}'`],
    ["delete its lease", "delete from ledger.export_lease"],
    ["drop the policy", "drop policy one_company on ledger.vouchers"],
    ["add a policy", "create policy mine on ledger.vouchers using (true)"],
    ["switch the table's row security off", "alter table ledger.vouchers disable row level security"],
    ["switch triggers off", "set session_replication_role = replica"],
    ["write in a DO block", "do $$ begin delete from ledger.vouchers; end $$"],
    ["survey a company", `select * from ledger.survey('${A.id}')`],
    ["append to the audit trail", "select audit.append('job','x','a.b','x','x','done','x','{}')"],
    ["read the audit trail", "select * from audit.event"],
    ["read the console", "select * from console.staff"],
    ["read sessions", "select * from console.session"],
    ["read the job queue", "select * from pgboss.job"],
    ["read the migrations", "select * from drizzle.__drizzle_migrations"],
    ["read statistics past the view", "select * from pg_statistic"],
    ["read passwords", "select * from pg_authid"],
    ["read a file", "select pg_read_file('/etc/passwd')"],
    ["copy a file in", "copy ledger.vouchers from '/etc/passwd'"],
    ["copy to a file", "copy ledger.vouchers to '/tmp/leak'"],
    ["copy to a program", "copy ledger.vouchers to program 'cat'"],
    [
      "end another's session",
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    ],
  ];

  test.each(REFUSED)("cannot %s", async (_, attack) => {
    await lease(A.id);
    const slot = openSlot();
    await expect(slot.unsafe(attack)).rejects.toMatchObject({ code: "42501" });
    expect(Object.keys(await companiesIn(slot, "vouchers"))).toEqual([A.id]);
  });

  test("cannot leave defaults behind for a later lease: provisioning takes them away", async () => {
    const slot = openSlot();
    await slot.unsafe(`alter role ${database.roles.exportSlots[0]} set search_path = evil`);
    await slot.unsafe(
      `alter role ${database.roles.exportSlots[0]} in database ${database.sql.options.database} set row_security = off`,
    );
    await slot.unsafe(`alter role ${database.roles.exportSlots[0]} password 'mine now'`);
    await provisionRoles(database.ownerUrl, { secret: database.secret });
    const settings = await owner`
      select unnest(setconfig) as setting from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
       where r.rolname = ${database.roles.exportSlots[0]!}`;
    expect(settings.map((row) => row.setting)).toEqual(["default_transaction_read_only=on"]);
    await slot.end();
    const again = postgres(database.slotUrls[0]!, { max: 1 });
    expect(await again`select 1 as one`).toHaveLength(1);
    await again.end();
  });
});
