import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { bookedYear, pay } from "#tests/exporters/payroll/small-payroll.ts";
import { book, lease } from "#tests/exporters/small-ledger.ts";

// EXPLAIN answers from samples of every company's rows, past row-level security. Each estimate is asked for a value that is
// there often and for one that is nowhere: where the two differ, the samples tell.

const database = await testDatabase();
const role = database.roles.exportSlots[0]!;
const slot = postgres(database.slotUrls[0]!, { max: 1, onnotice: () => {} });
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
let own = "";
afterAll(() => Promise.all([slot.end(), owner.end()]));

beforeAll(async () => {
  own = await book(database.ownerUrl, { years: [bookedYear(2025)] });
  const other = await book(database.ownerUrl, {
    years: [bookedYear(2025)],
    company: { business_id: "9000001-1" },
  });
  const people = Array.from({ length: 300 }, (_, i) => ({
    number: `n${i}`,
    name: i < 200 ? "Aada Keksitty" : `Onni ${i}`,
  }));
  await pay(database.ownerUrl, other, people, [
    {
      endsOn: "2025-12-31",
      slips: [],
      files: people.map(({ number }) => ({
        kind: "agreement",
        name: "Kirje Aada Keksitty.pdf",
        bytes: "x",
        employee: number,
      })),
    },
  ]);
  await owner`
    insert into ledger.parties (company_id, kind, number, name)
    select ${other}, 'customer', n::text, 'Salainen Asiakas Oy' from generate_series(1, 300) n`;
  await owner.unsafe("analyze");
});

async function estimate(table: string, condition: string): Promise<number> {
  const plan = await slot.unsafe(`explain (format json) select * from ledger.${table} where ${condition}`);
  return plan[0]!["QUERY PLAN"][0].Plan["Plan Rows"] as number;
}

test.each([
  ["employees", "name = 'Aada Keksitty'", "name = 'Nobody'"],
  ["employees", "name < 'Onni'", "name < 'A'"],
  ["employees", "number < 'n2'", "number < 'a'"],
  ["employees", "employed_from > '1990-01-01'", "employed_from > '2100-01-01'"],
  ["documents", "file_name = 'Kirje Aada Keksitty.pdf'", "file_name = 'none.pdf'"],
  ["documents", "employee_number < 'n2'", "employee_number < 'a'"],
  ["parties", "name = 'Salainen Asiakas Oy'", "name = 'Nobody'"],
])(
  "a lease for the books is told nothing of %s by how many rows the planner expects: %s",
  async (table, there, nowhere) => {
    await lease(database.ownerUrl, role, own, "1 hour", "books");
    expect(await estimate(table, there)).toBe(await estimate(table, nowhere));
  },
);

test("of every text in the ledger, samples are of keys, kinds and codes alone", async () => {
  const sampled = await owner`
    select distinct a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.attstattarget is distinct from 0 and a.atttypid in ('text'::regtype, 'bpchar'::regtype)
       and has_table_privilege(${role}, c.oid, 'select') order by 1`;
  expect(sampled.map(({ name }) => name).join(" ")).toBe(
    "account_number address_country asset_number basis chart_kind code country currency dimension_code format kind legal_form media_type" +
      " number parent_code part party_kind party_number reference series source standard_code tax_code type value_code",
  );
  expect(
    await owner`select 1 from pg_stats where schemaname = 'ledger'
      and tablename in ('employees', 'payslips', 'payslip_lines', 'working_time', 'holidays')
      and attname in ('name', 'number', 'employee_number', 'paid_on', 'worked_on')`,
  ).toEqual([]);
});
