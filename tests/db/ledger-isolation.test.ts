import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { PAYROLL_TABLES } from "#db/export-parts.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles, roleUrl } from "#db/roles.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyId, plantedSecrets } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";

const specs = COMPANIES.filter(({ tag }) => ["HILL88", "ILVE27", "AURI36", "UUSI90", "KAPY19"].includes(tag));
const companies = specs.map(({ tag, businessId }) => ({ tag, id: companyId(businessId) }));
const [A, B] = companies.filter(({ tag }) => tag === "UUSI90" || tag === "ILVE27") as [Company, Company];
/** Has employees. */
const PAYER = companies.find(({ tag }) => tag === "UUSI90")!;
type Company = { tag: string; id: string };

const NEVER_EXPORTED = ["user_logins", "internal_notes", "voucher_drafts", "credentials"];
const storeDocument = async (bytes: Buffer) => ({
  sha256: createHash("sha256").update(bytes).digest("hex"),
  bytes: bytes.length,
});

const database = await testDatabase();
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const worker = postgres(database.workerUrl, { max: 1, onnotice: () => {} });
/** Ledger table to the column that names its company. */
const tables = new Map<string, string>();

beforeAll(async () => {
  await seedDemoLedger({ ownerUrl: database.ownerUrl, storeDocument, specs });
  for (const { id, tag } of companies) {
    await owner`insert into ledger.import_files (company_id, sha256, format, file_name, summary)
                values (${id}, ${"0".repeat(64)}, 'sie', ${`${tag}.se`}, '{}')`;
    await owner`
      insert into ledger.object_balances (company_id, financial_year_id, account_number, dimension_code, value_code, opening_balance)
        select company_id, financial_year_id, number, 'KP', ${tag}, 1 from ledger.accounts where company_id = ${id}`;
  }
  await owner.unsafe("analyze");
  const rows = await owner`
    select relname as name from pg_class where relnamespace = 'ledger'::regnamespace and relkind in ('r', 'p', 'v')`;
  for (const { name } of rows) {
    if (name !== "export_lease") tables.set(name, name === "companies" ? "id" : "company_id");
  }
});
afterAll(async () => {
  await owner.end();
  await worker.end();
});

const readable = () => [...tables].filter(([table]) => !NEVER_EXPORTED.includes(table));

async function lease(company: string, { slot = 0, expires = "1 hour", part = "books" } = {}) {
  await worker`insert into ledger.export_lease (role_name, company_id, run_id, expires_at, part)
    values (${database.roles.exportSlots[slot]!}, ${company}, ${companyId("run")}, now() + ${expires}::interval, ${part})
    on conflict (role_name) do update
      set company_id = excluded.company_id, expires_at = excluded.expires_at, part = excluded.part`;
}

const dropLeases = () => worker`delete from ledger.export_lease`;

/** Opens the slot's single connection for one test, writing allowed as far as a session can allow it to itself. */
function openSlot(slot = 0) {
  const sql = postgres(database.slotUrls[slot]!, {
    max: 1,
    onnotice: () => {},
    connection: { default_transaction_read_only: "off" } as Record<string, string>,
  });
  onTestFinished(async () => {
    await sql.end();
    await dropLeases();
  });
  return sql;
}

const companiesIn = async (sql: postgres.Sql, table: string) => {
  const column = tables.get(table)!;
  const rows = await sql.unsafe(`select ${column} as company, count(*)::int as n from ledger.${table} group by 1`);
  return Object.fromEntries(rows.map(({ company, n }) => [company, n]));
};

describe("an export slot", () => {
  test("reads of one company what its lease's part has, and nothing else, in every ledger table", async () => {
    const slot = openSlot();
    const of = async (sql: postgres.Sql, table: string) => {
      const [row] = await sql.unsafe(
        `select count(*)::int as n from ledger.${table} where ${tables.get(table)} = '${PAYER.id}'`,
      );
      return row!.n as number;
    };
    const seen = { books: new Map<string, number>(), payroll: new Map<string, number>() };
    for (const part of ["books", "payroll"] as const) {
      await lease(PAYER.id, { part });
      for (const [table] of readable()) {
        const companies = Object.keys(await companiesIn(slot, table));
        expect(
          companies.filter((id) => id !== PAYER.id),
          `${table} under ${part}`,
        ).toEqual([]);
        seen[part].set(table, await of(slot, table));
      }
    }
    for (const [table] of readable()) {
      expect(Object.keys(await companiesIn(owner, table)).length, `${table} holds several companies`).toBeGreaterThan(
        1,
      );
      const all = await of(owner, table);
      const [books, payroll] = [seen.books.get(table)!, seen.payroll.get(table)!];
      if (["companies", "financial_years"].includes(table)) expect([books, payroll], table).toEqual([all, all]);
      else if (PAYROLL_TABLES.includes(table)) expect([books, payroll], table).toEqual([0, all]);
      // What is payroll's of these, both may see; of documents each file is one part's.
      else if (["vouchers", "voucher_documents", "tax_returns"].includes(table)) {
        expect(books, table).toBe(all);
        expect(payroll > 0 && payroll < all, `${table}: ${payroll} of ${all}`).toBe(true);
      } else if (table === "documents") {
        expect(books + payroll, table).toBe(all);
        expect(books > 0 && payroll > 0).toBe(true);
      } else expect([books, payroll], table).toEqual([all, 0]);
    }
  });

  test("on the books finds nobody's pay, hours or holidays, not even in a file of a payroll voucher", async () => {
    // An attachment that came as any other does: only its voucher says whose it is.
    const [voucher] = await owner`
      select financial_year_id as year, seq from ledger.vouchers where company_id = ${PAYER.id} and kind = 'payroll' limit 1`;
    const [paper] = await owner`
      insert into ledger.documents (company_id, financial_year_id, kind, file_name, media_type, byte_size, sha256)
      values (${PAYER.id}, ${voucher!.year}, 'voucher', 'Palkka Aada Keksitty.pdf', 'application/pdf', 1, ${"a".repeat(64)})
      returning id`;
    await owner`insert into ledger.voucher_documents values (${PAYER.id}, ${voucher!.year}, ${voucher!.seq}, ${paper!.id})`;
    onTestFinished(async () => {
      await owner`delete from ledger.voucher_documents where document_id = ${paper!.id}`;
      await owner`delete from ledger.documents where id = ${paper!.id}`;
    });
    const people = (await owner`select name from ledger.employees where company_id = ${PAYER.id}`).map(
      ({ name }) => name,
    );
    expect(people.length).toBeGreaterThan(2);
    const slot = openSlot();
    const names = async (table: string) => {
      const rows = await slot.unsafe(
        `select 1 from ledger.${table} t, unnest($1::text[]) as p where position(p in t::text) > 0 or t::text like '%Aada Keksitty%'`,
        [people],
      );
      return rows.length;
    };
    await lease(PAYER.id, { part: "books" });
    for (const [table] of readable()) expect(await names(table), table).toBe(0);
    const kinds = await slot`select distinct kind from ledger.documents order by 1`;
    expect(kinds.map(({ kind }) => kind).filter((kind) => /pay|working|holiday/.test(kind))).toEqual([]);
    // That there is a file is not hidden: the books say where it is.
    expect(await slot`select 1 from ledger.voucher_documents where document_id = ${paper!.id}`).toHaveLength(1);
    await lease(PAYER.id, { part: "payroll" });
    expect(await names("documents")).toBe(people.length);
    expect((await names("employees")) > 0).toBe(true);
    const reads = await slot`select distinct kind from ledger.vouchers`;
    expect(reads.map(({ kind }) => kind)).toEqual(["payroll"]);
  });

  test("cannot change the part of its lease", async () => {
    await lease(A.id, { part: "books" });
    const slot = openSlot();
    await expect(slot`update ledger.export_lease set part = 'payroll'`).rejects.toMatchObject({ code: "42501" });
    expect(await slot`select part from ledger.export_lease`).toEqual([{ part: "books" }]);
  });

  test("reads nothing before it has a lease, once it has expired, and once it is taken away", async () => {
    const slot = openSlot();
    const rowsSeen = async () => {
      let rows = 0;
      for (const [table] of readable()) {
        for (const n of Object.values(await companiesIn(slot, table))) rows += n as number;
      }
      return rows;
    };
    expect(await rowsSeen()).toBe(0);
    await lease(A.id);
    expect(await rowsSeen()).toBeGreaterThan(2000);
    await lease(A.id, { expires: "-1 second" });
    expect(await rowsSeen()).toBe(0);
    await lease(A.id);
    await dropLeases();
    expect(await rowsSeen()).toBe(0);
  });

  test("two at once see their own", async () => {
    await lease(A.id, { slot: 0 });
    await lease(B.id, { slot: 1 });
    const [first, second] = [openSlot(0), openSlot(1)];
    const seen = await Promise.all([companiesIn(first, "voucher_lines"), companiesIn(second, "voucher_lines")]);
    expect(seen.map((counts) => Object.keys(counts))).toEqual([[A.id], [B.id]]);
    expect((await first`select role_name from ledger.export_lease`).map((row) => row.role_name)).toEqual([
      database.roles.exportSlots[0],
    ]);
  });

  test("has as many connections as a run has lanes, so that no crowd of readers hides behind a lease", async () => {
    const three = postgres(database.slotUrls[0]!, { max: 3, onnotice: () => {} });
    await Promise.all([three`select pg_sleep(0.2)`, three`select pg_sleep(0.2)`, three`select pg_sleep(0.2)`]);
    const fourth = postgres(database.slotUrls[0]!, { max: 1, onnotice: () => {} });
    await expect(fourth`select 1`).rejects.toMatchObject({ code: "53300" });
    await Promise.all([three.end(), fourth.end()]);
  });

  test("has none of the planted secrets, whatever it may read, found as text", async () => {
    await lease(A.id);
    const slot = openSlot();
    const secrets = plantedSecrets.filter(({ companyId }) => companyId === A.id);
    expect(secrets).toHaveLength(4);
    for (const { table, value } of secrets) {
      const [planted] = await owner.unsafe(`select count(*)::int as n from ledger.${table} t where t::text like $1`, [
        `%${value}%`,
      ]);
      expect(planted!.n, `${table} holds the secret`).toBe(1);
      await expect(slot.unsafe(`select * from ledger.${table}`)).rejects.toMatchObject({ code: "42501" });
      for (const [readableTable] of readable()) {
        const found = await slot.unsafe(`select 1 from ledger.${readableTable} t where t::text like $1`, [
          `%${value}%`,
        ]);
        expect(found, readableTable).toHaveLength(0);
      }
    }
  });

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

  test("with row_security off gets an error, not all rows", async () => {
    await lease(A.id);
    const slot = openSlot();
    await slot`set row_security = off`;
    await expect(slot`select count(*) from ledger.vouchers`).rejects.toThrow(/would be affected by row-level security/);
  });

  test("finds no foreign row by its place in the table, by any function, or in a DO block", async () => {
    await lease(A.id);
    const slot = openSlot();
    const [foreign] = await owner`select ctid::text as place from ledger.vouchers where company_id = ${B.id} limit 1`;
    expect(await owner`select 1 from ledger.vouchers where ctid = ${foreign!.place}::tid`).toHaveLength(1);
    expect(await slot`select 1 from ledger.vouchers where ctid = ${foreign!.place}::tid`).toHaveLength(0);
    const [xml] = await slot`
      select table_to_xml('ledger.parties', true, false, '')::text as parties,
             query_to_xml('select * from ledger.companies', true, false, '')::text as companies,
             database_to_xml(true, false, '')::text as everything`;
    for (const dump of [xml!.parties, xml!.everything]) {
      expect(dump.includes(A.tag)).toBe(true);
      expect(dump.includes(B.tag)).toBe(false);
    }
    expect(xml!.companies.includes(B.id)).toBe(false);
    const copied = await slot`copy (select * from ledger.parties) to stdout`.readable();
    let text = "";
    for await (const chunk of copied) text += chunk;
    expect(text).toContain(A.tag);
    expect(text).not.toContain(B.tag);
    await expect(
      slot.unsafe(`do $$ declare r record; begin
        for r in select company_id from ledger.vouchers loop
          if r.company_id <> '${A.id}' then raise exception 'leak'; end if;
        end loop; end $$`),
    ).resolves.toBeDefined();
  });

  test("learns nothing of foreign rows from errors", async () => {
    const slot = openSlot();
    // Without the policy in front, each of these would stop at the first row and tell its value.
    const probes = [
      `select 1 / (case when company_id = '${B.id}' then 0 else 1 end) from ledger.vouchers`,
      `select text::integer from ledger.vouchers where text like '%${B.tag}%'`,
      `select name::date from ledger.parties where name like '%${B.tag}%'`,
      `select (debit * 1e17)::numeric(4,2) from ledger.voucher_lines where company_id = '${B.id}' and debit > 0`,
    ];
    for (const probe of probes) {
      await expect(owner.unsafe(probe), probe).rejects.toMatchObject({ code: expect.stringMatching(/^22/) });
      expect(await slot.unsafe(probe), "no lease").toHaveLength(0);
    }
    await lease(A.id);
    expect((await slot.unsafe(probes[0]!)).length).toBeGreaterThan(100);
    for (const probe of probes.slice(1)) expect(await slot.unsafe(probe), probe).toHaveLength(0);
  });

  test("finds no values in the planner's statistics", async () => {
    await lease(A.id);
    const slot = openSlot();
    const values = (sql: postgres.Sql) => sql`select tablename from pg_stats where schemaname = 'ledger'`;
    expect((await values(owner)).length).toBeGreaterThan(50);
    expect(await values(slot)).toHaveLength(0);
    expect(await slot`select 1 from pg_stats_ext where schemaname = 'ledger'`).toHaveLength(0);
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

  test("of one company never sees a row of another: random pairs, all tables", async () => {
    const slot = openSlot();
    const pairs = fc.tuple(fc.constantFrom(...companies), fc.constantFrom(...companies)).filter(([a, b]) => a !== b);
    await fc.assert(
      fc.asyncProperty(pairs, async ([own, other]) => {
        await lease(own.id);
        for (const [table, column] of readable()) {
          const [row] = await slot.unsafe(
            `select count(*)::int as seen, count(*) filter (where ${column} <> $1)::int as foreign,
                    count(*) filter (where t::text like '%' || $2 || '%')::int as tagged from ledger.${table} t`,
            [own.id, other.tag],
          );
          expect({ table, foreign: row!.foreign, tagged: row!.tagged }).toEqual({ table, foreign: 0, tagged: 0 });
          if (["vouchers", "voucher_lines", "object_balances", "parties", "documents"].includes(table))
            expect(row!.seen).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

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
