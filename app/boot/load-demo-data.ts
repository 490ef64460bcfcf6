import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import * as schema from "#db/schema/index.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { seedDemoStaff } from "../demo/seed-staff.server.ts";
import { openStorage } from "../platform/storage/open-storage.server.ts";
import { storeDocument } from "../platform/storage/store-document.server.ts";

/** The demo's companies and people, once; a later start finds them there and changes nothing. */
export async function loadDemoData(options: {
  ownerUrl: string;
  documentStore: string;
  issuer: string;
  subjectKey: string;
  say: (line: string) => void;
}): Promise<void> {
  const documents = openStorage(options.documentStore);
  await seedDemoLedger({ ownerUrl: options.ownerUrl, storeDocument: (bytes) => storeDocument(documents, bytes) });
  const sql = postgres(options.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await seedDemoStaff(drizzle(sql, { schema }), { issuer: options.issuer, subjectKey: options.subjectKey });
  } finally {
    await sql.end();
  }
}
