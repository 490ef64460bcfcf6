import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type ImportOptions, importFile } from "#db/import/import-file.ts";
import { ImportRefused, type Problem } from "#db/import/problems.ts";
import { type TestDatabase, testDatabase } from "#tests/setup/database.ts";

/** A ledger that is empty before each test, and files written for it. */
export function emptyLedger() {
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-import-"));
  const ledger = {
    database: undefined as unknown as TestDatabase,
    sql: undefined as unknown as postgres.Sql,
    file(content: string | Buffer, name = "books.se"): string {
      const file = path.join(folder, name);
      writeFileSync(file, typeof content === "string" ? iconv.encode(content, "cp437") : content);
      return file;
    },
    import: (content: string | Buffer, options: ImportOptions = {}, name?: string) =>
      importFile(ledger.database.ownerUrl, ledger.file(content, name), options),
    async refusal(content: string | Buffer, options: ImportOptions = {}): Promise<Problem[]> {
      try {
        await ledger.import(content, options);
      } catch (error) {
        if (error instanceof ImportRefused) return error.problems;
        throw error;
      }
      throw new Error("The file was imported.");
    },
    async count(table: string): Promise<number> {
      const [row] = await ledger.sql`select count(*)::int as n from ${ledger.sql(`ledger.${table}`)}`;
      return row!.n as number;
    },
  };
  beforeAll(async () => {
    ledger.database = await testDatabase();
    ledger.sql = postgres(ledger.database.ownerUrl, { max: 1, onnotice: () => {} });
  });
  beforeEach(() => ledger.sql`truncate ledger.companies cascade`);
  afterAll(async () => {
    await ledger.sql.end();
    rmSync(folder, { recursive: true });
  });
  return ledger;
}

export const codes = (problems: Problem[]) => problems.map((p) => p.code);

const HEAD = [
  "#FLAGGA 0",
  "#FORMAT PC8",
  "#SIETYP 4",
  "#ORGNR 556036-0793",
  '#FNAMN "Bolaget AB"',
  "#RAR 0 20230101 20231231",
];
const CHART = [
  '#KONTO 1910 "Kassa"',
  '#KONTO 3010 "Försäljning"',
  "#IB 0 1910 0",
  "#UB 0 1910 100.00",
  "#RES 0 3010 -100.00",
];

/** A SIE 4 file of a good head and chart (10 and 11 records in all, so that a body begins on line 12), and the given records. */
export const sie = (...body: string[]): string => `${[...HEAD, ...CHART, ...body].join("\r\n")}\r\n`;
export const sie4i = (...body: string[]): string =>
  `${[...HEAD, '#KONTO 1910 "Kassa"', '#KONTO 3010 "Försäljning"', ...body].join("\r\n")}\r\n`;
export const GOOD_VOUCHER = [
  '#VER A 1 20230105 "Kontant"',
  "{",
  "#TRANS 1910 {} 100.00",
  "#TRANS 3010 {} -100.00",
  "}",
];

const LINE = (side: string, account: string, amount: string) =>
  `<Line><RecordID>1</RecordID><AccountID>${account}</AccountID><Description>x</Description><${side}Amount><Amount>${amount}</Amount></${side}Amount></Line>`;

/** A SAF-T file of one journal; each transaction is [id, date, debit, credit]. */
export function saft(
  transactions: [string, string, string, string][],
  { totals = ["1", "100.00", "100.00"], prolog = '<?xml version="1.0" encoding="UTF-8"?>', inHeader = "" } = {},
): string {
  const body = transactions.map(
    ([id, date, debit, credit]) =>
      `<Transaction><TransactionID>${id}</TransactionID><Period>1</Period><PeriodYear>2023</PeriodYear><TransactionDate>${date}</TransactionDate><Description>t</Description>${LINE("Debit", "1500", debit)}${LINE("Credit", "3000", credit)}</Transaction>`,
  );
  return `${prolog}
<AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO"><Header><AuditFileVersion>1.30</AuditFileVersion><AuditFileCountry>NO</AuditFileCountry><Company><RegistrationNumber>974760673</RegistrationNumber><Name>Brønnøy AS</Name></Company>${inHeader}<SelectionCriteria><PeriodStart>1</PeriodStart><PeriodStartYear>2023</PeriodStartYear><PeriodEnd>12</PeriodEnd><PeriodEndYear>2023</PeriodEndYear></SelectionCriteria></Header>
<MasterFiles><GeneralLedgerAccounts><Account><AccountID>1500</AccountID><AccountDescription>Kunder</AccountDescription></Account><Account><AccountID>3000</AccountID><AccountDescription>Salg</AccountDescription></Account></GeneralLedgerAccounts></MasterFiles>
<GeneralLedgerEntries><NumberOfEntries>${totals[0]}</NumberOfEntries><TotalDebit>${totals[1]}</TotalDebit><TotalCredit>${totals[2]}</TotalCredit><Journal><JournalID>J</JournalID><Description>j</Description><Type>GL</Type>
${body.join("\n")}
</Journal></GeneralLedgerEntries></AuditFile>`;
}
