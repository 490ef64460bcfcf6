import fc from "fast-check";
import postgres from "postgres";
import { describe, expect, onTestFinished, test } from "vitest";
import { PAYROLL_TABLES } from "#db/export-parts.ts";
import { plantedSecrets } from "#db/seed/secrets.ts";
import { A, B, companies, isolatedLedger, PAYER } from "#tests/support/isolated-ledger.ts";

const { database, owner, tables, readable, lease, openSlot, companiesIn, dropLeases } = await isolatedLedger();

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

  test("has three connections, a run's and its lane's and a spare one, so that no crowd of readers hides behind a lease", async () => {
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
  }, 300_000);
});
