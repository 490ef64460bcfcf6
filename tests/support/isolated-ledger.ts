import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyId } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";

type Company = { tag: string; id: string };

export const specs = COMPANIES.filter(({ tag }) => ["HILL88", "ILVE27", "AURI36", "UUSI90", "KAPY19"].includes(tag));
export const companies = specs.map(({ tag, businessId }) => ({ tag, id: companyId(businessId) }));
export const [A, B] = companies.filter(({ tag }) => tag === "UUSI90" || tag === "ILVE27") as [Company, Company];
/** Has employees. */
export const PAYER = companies.find(({ tag }) => tag === "UUSI90")!;

export const NEVER_EXPORTED = ["user_logins", "internal_notes", "voucher_drafts", "credentials"];
export const storeDocument = async (bytes: Buffer) => ({
  sha256: createHash("sha256").update(bytes).digest("hex"),
  bytes: bytes.length,
});

/** The demo's ledger of these companies in a database of the test file's own, with what tries to look into it. */
export async function isolatedLedger() {
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

  return { database, owner, worker, tables, readable, lease, dropLeases, openSlot, companiesIn };
}
