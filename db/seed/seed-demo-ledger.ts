import pg from "pg";
import { COMPANIES } from "./companies.ts";
import { type BookDocument, makeBooks } from "./company-books.ts";
import { copyInto } from "./copy-into.ts";
import { companyId } from "./secrets.ts";
import { type StoredDocument, tableRows } from "./table-rows.ts";

export type StoreDocument = (bytes: Buffer) => Promise<StoredDocument>;

export type SeedResult = { loaded: boolean; companies: number; vouchers: number; lines: number; documents: number };

const NOTHING: SeedResult = { loaded: false, companies: 0, vouchers: 0, lines: 0, documents: 0 };

// Storing waits for the disk more than it computes.
const STORING_AT_ONCE = 16;

async function storeAll(documents: BookDocument[], store: StoreDocument): Promise<Map<BookDocument, StoredDocument>> {
  const stored = new Map<BookDocument, StoredDocument>();
  const waiting = documents.values();
  const worker = async () => {
    for (const document of waiting) stored.set(document, await store(document.bytes));
  };
  await Promise.all(Array.from({ length: STORING_AT_ONCE }, worker));
  return stored;
}

/**
 * Loads the demo companies once. Where any of them is already there, nothing changes. All rows come in one transaction,
 * and each company's documents are stored before its rows name them: a stop half-way leaves no company, only documents
 * that the next try finds in place.
 * @param ownerUrl a role that owns the database, or is a member of the ledger's writer
 * @param storeDocument stores the bytes under their SHA-256 (hex) and says how many there were; storing the same bytes again is harmless
 */
export async function seedDemoLedger({
  ownerUrl,
  storeDocument,
  specs = COMPANIES,
}: {
  ownerUrl: string;
  storeDocument: StoreDocument;
  specs?: typeof COMPANIES;
}): Promise<SeedResult> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "huolto-demo-ledger" });
  await client.connect();
  try {
    await client.query("begin");
    // Two first starts at once: the second waits here and then finds the companies.
    await client.query("select pg_advisory_xact_lock(486588)");
    const there = await client.query("select 1 from ledger.companies where id = any($1) limit 1", [
      specs.map((spec) => companyId(spec.businessId)),
    ]);
    if (there.rowCount) {
      await client.query("rollback");
      return NOTHING;
    }
    const result = { ...NOTHING, loaded: true };
    for (const spec of specs) {
      const books = makeBooks(spec);
      const stored = await storeAll(
        books.years.flatMap((year) => year.documents),
        storeDocument,
      );
      for (const { table, columns, lines } of tableRows(books, stored)) {
        await copyInto(client, table, columns, lines);
        // Without statistics the foreign key of the lines is looked up by an index that reads a whole year each time.
        if (table === "vouchers") await client.query("analyze ledger.vouchers");
      }
      result.companies++;
      result.documents += stored.size;
      for (const { vouchers } of books.years) {
        result.vouchers += vouchers.length;
        result.lines += vouchers.reduce((sum, voucher) => sum + voucher.lines.length, 0);
      }
    }
    await client.query("commit");
    return result;
  } finally {
    await client.end();
  }
}
