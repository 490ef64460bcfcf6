import { spawn } from "node:child_process";
import { once } from "node:events";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { makeBigCompany } from "#db/seed/big-company.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

// 9000202: 9*7 + 2*8 + 0*4 + 2*2 = 83, 83 mod 11 = 6, 11 - 6 = 5.
const BUSINESS_ID = "9000202-5";

/** Runs the command against this file's database, as a user would. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, ["db/seed/cli.ts", ...args], {
    env: { ...process.env, DATABASE_URL: database.ownerUrl, SECRET: database.secret },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
}

// Whatever is left over after whole pairs of sale and payment, the count is exact.
test.each([40, 41, 42, 43, 44, 10_007])(
  "%i lines are exactly so many, balanced, and carried over the years",
  async (lines) => {
    await sql`truncate ledger.companies cascade`;
    await makeBigCompany(database.ownerUrl, { lines, name: "Mitta Oy", businessId: BUSINESS_ID });
    const [total] = await sql`select count(*)::int as n, sum(debit) = sum(credit) as even from ledger.voucher_lines`;
    expect(total).toEqual({ n: lines, even: true });
    expect(
      await sql`select 1 from ledger.voucher_lines group by financial_year_id, voucher_seq having sum(debit) <> sum(credit)`,
    ).toHaveLength(0);
    // The rows came in with the foreign keys asleep: nothing may dangle.
    expect(
      await sql`select 1 from ledger.voucher_lines l left join ledger.vouchers v
      on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq) where v.seq is null`,
    ).toHaveLength(0);
    const wrong = await sql`
    with moved as (
      select a.*, y.starts_on, y.ends_on, a.opening_balance + coalesce((select sum(debit - credit) from ledger.voucher_lines l
              where l.financial_year_id = y.id and l.account_number = a.number), 0) as closing
        from ledger.accounts a join ledger.financial_years y on y.id = a.financial_year_id)
    select e.number from moved e left join moved n on n.number = e.number and n.starts_on = e.ends_on + 1
     where e.declared_closing_balance <> e.closing
        or n.opening_balance <> case when e.number < '3000' then e.closing else 0 end`;
    expect(wrong).toHaveLength(0);
  },
);

test("a company that is there, a wrong id and too few lines are told apart, and nothing is left behind", async () => {
  await sql`truncate ledger.companies cascade`;
  const make = (change: object) =>
    makeBigCompany(database.ownerUrl, { lines: 100, name: "Mitta Oy", businessId: BUSINESS_ID, ...change });
  await expect(make({ businessId: "9000202-4" })).rejects.toThrow("9000202-4 is not a Finnish business id");
  await expect(make({ lines: 39 })).rejects.toThrow("at least 40");
  expect(await sql`select 1 from ledger.companies`).toHaveLength(0);
  await make({});
  await expect(make({})).rejects.toThrow("is already there");
  expect(await sql`select 1 from ledger.voucher_lines`).toHaveLength(100);
});

test("the command says what it made, and what it lacks", async () => {
  await sql`truncate ledger.companies cascade`;
  const made = await run("--lines", "1000", "--name", "Komento Oy", "--business-id", BUSINESS_ID);
  expect(made.output).toMatch(/^Komento Oy \(9000202-5\): 1000 lines in [\d.]+ s, \d+ lines\/s, \d+ MB at most$/m);
  expect(made.code).toBe(0);
  const none = await run();
  expect(none.output).toContain("Say how many lines: --lines 1000000");
  expect(none.code).toBe(1);
});
