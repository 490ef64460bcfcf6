import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { startEmbedded } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";

const run = promisify(execFile);

/**
 * A valid SAF-T 1.30 file of about the given size: vouchers of three lines in two journals, which are each in order of date but not
 * together, with tax, a customer and an analysis code.
 */
export async function writeLargeSaft(file: string, megabytes: number): Promise<{ vouchers: number; lines: number }> {
  const bytesPerVoucher = 1_750;
  const perJournal = Math.max(1, Math.floor((megabytes * 1_000_000) / bytesPerVoucher / 2));
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, "drain");
  };
  const account = (id: string, name: string) =>
    `<Account><AccountID>${id}</AccountID><AccountDescription>${name}</AccountDescription><GroupingCategory>RF-1167</GroupingCategory><GroupingCode>${id}</GroupingCode><AccountType>GL</AccountType><OpeningDebitBalance>0</OpeningDebitBalance><ClosingDebitBalance>0</ClosingDebitBalance></Account>`;
  const total = perJournal * 2 * 1250;
  await write(
    `<?xml version="1.0" encoding="UTF-8"?>\n<AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO"><Header><AuditFileVersion>1.30</AuditFileVersion><AuditFileCountry>NO</AuditFileCountry><AuditFileDateCreated>2024-01-31</AuditFileDateCreated><SoftwareCompanyName>Bench</SoftwareCompanyName><SoftwareID>Bench</SoftwareID><SoftwareVersion>1</SoftwareVersion><Company><RegistrationNumber>974760673</RegistrationNumber><Name>Målebenken AS</Name><Address><City>Oslo</City><PostalCode>0150</PostalCode><Country>NO</Country></Address></Company><DefaultCurrencyCode>NOK</DefaultCurrencyCode><SelectionCriteria><PeriodStart>1</PeriodStart><PeriodStartYear>2023</PeriodStartYear><PeriodEnd>12</PeriodEnd><PeriodEndYear>2023</PeriodEndYear></SelectionCriteria><TaxAccountingBasis>A</TaxAccountingBasis></Header><MasterFiles><GeneralLedgerAccounts>${account("1500", "Kundefordringer")}${account("2700", "Utgående merverdiavgift")}${account("3000", "Salgsinntekt")}</GeneralLedgerAccounts></MasterFiles><GeneralLedgerEntries><NumberOfEntries>${perJournal * 2}</NumberOfEntries><TotalDebit>${total}.00</TotalDebit><TotalCredit>${total}.00</TotalCredit>`,
  );
  for (const journal of ["A", "B"]) {
    await write(
      `<Journal><JournalID>${journal}</JournalID><Description>Salg ${journal}</Description><Type>GL</Type>\n`,
    );
    for (let i = 1; i <= perJournal; i++) {
      const dayOfYear = Math.floor((i * 365) / (perJournal + 1));
      const day = new Date(Date.UTC(2023, 0, 1 + dayOfYear)).toISOString().slice(0, 10);
      const line = (record: number, id: string, body: string) =>
        `\t\t<Line>\n\t\t\t<RecordID>${record}</RecordID>\n\t\t\t<AccountID>${id}</AccountID>\n\t\t\t<Analysis>\n\t\t\t\t<AnalysisType>A</AnalysisType>\n\t\t\t\t<AnalysisID>10${i % 7}</AnalysisID>\n\t\t\t</Analysis>\n\t\t\t<ValueDate>${day}</ValueDate>\n\t\t\t<SourceDocumentID>F${i}</SourceDocumentID>\n${body}\t\t</Line>\n`;
      await write(
        `\t<Transaction>\n\t\t<TransactionID>${i}</TransactionID>\n\t\t<Period>${Number(day.slice(5, 7))}</Period>\n\t\t<PeriodYear>2023</PeriodYear>\n\t\t<TransactionDate>${day}</TransactionDate>\n\t\t<Description>Faktura ${i}</Description>\n\t\t<SystemEntryDate>${day}</SystemEntryDate>\n\t\t<GLPostingDate>${day}</GLPostingDate>\n${line(1, "1500", `\t\t\t<CustomerID>${1000 + (i % 50)}</CustomerID>\n\t\t\t<Description>Faktura ${i}</Description>\n\t\t\t<DebitAmount>\n\t\t\t\t<Amount>1250.00</Amount>\n\t\t\t</DebitAmount>\n`)}${line(2, "3000", `\t\t\t<Description>Varer &amp; tjenester på Tøyen</Description>\n\t\t\t<CreditAmount>\n\t\t\t\t<Amount>1000.00</Amount>\n\t\t\t</CreditAmount>\n\t\t\t<TaxInformation>\n\t\t\t\t<TaxType>MVA</TaxType>\n\t\t\t\t<TaxCode>3</TaxCode>\n\t\t\t\t<TaxPercentage>25</TaxPercentage>\n\t\t\t\t<TaxBase>1000.00</TaxBase>\n\t\t\t\t<CreditTaxAmount>\n\t\t\t\t\t<Amount>250.00</Amount>\n\t\t\t\t</CreditTaxAmount>\n\t\t\t</TaxInformation>\n`)}${line(3, "2700", "\t\t\t<Description>Merverdiavgift</Description>\n\t\t\t<CreditAmount>\n\t\t\t\t<Amount>250.00</Amount>\n\t\t\t</CreditAmount>\n")}\t</Transaction>\n`,
      );
    }
    await write("</Journal>");
  }
  out.end("</GeneralLedgerEntries></AuditFile>\n");
  await finished(out);
  return { vouchers: perJournal * 2, lines: perJournal * 6 };
}

const IMPORT_IN_A_PROCESS = `
  const { importFile } = await import(process.argv[1]);
  const start = performance.now();
  const { vouchers, lines } = await importFile(process.argv[2], process.argv[3]);
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, maxRssKiB: process.resourceUsage().maxRSS, vouchers, lines }));
`;

async function importOnce(ownerUrl: string, file: string) {
  const module = new URL("../../db/import/import-file.ts", import.meta.url).href;
  const { stdout } = await run(
    process.execPath,
    // The flag is the one of `npm run ledger:import`.
    ["--max-semi-space-size=8", "--input-type=module", "-e", IMPORT_IN_A_PROCESS, module, ownerUrl, file],
    { cwd: fileURLToPath(new URL("../..", import.meta.url)) },
  );
  return JSON.parse(stdout) as { seconds: number; maxRssKiB: number; vouchers: number; lines: number };
}

/** Seconds that xmllint takes to stream the file; undefined where there is no xmllint. */
async function xmllint(file: string): Promise<number | undefined> {
  const start = performance.now();
  const child = spawn("xmllint", ["--stream", "--noout", "--huge", file], { stdio: "ignore" });
  const code = await Promise.race([
    once(child, "exit").then(([c]) => c as number),
    once(child, "error").then(() => -1),
  ]);
  return code === 0 ? (performance.now() - start) / 1000 : undefined;
}

/**
 * Imports a generated SAF-T file into a server of its own and prints MB/s, peak memory and the ratio to `xmllint --stream --noout`
 * on the same file in the same run. A second, smaller file shows that memory does not follow the size.
 */
export async function benchImport(sizes: readonly number[] = [20, 100]): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-bench-import-"));
  // The embedded server does not run as root and must be able to enter.
  chmodSync(home, 0o755);
  const server = await startEmbedded(home);
  try {
    for (const [i, size] of sizes.entries()) {
      const url = server.url.replace(/\/[^/]*$/, `/bench_${i}`);
      const admin = postgres(server.url, { max: 1, onnotice: () => {} });
      await admin.unsafe(`create database bench_${i}`);
      await admin.end();
      await migrateDatabase(url);
      const file = path.join(home, `saft-${size}.xml`);
      const written = await writeLargeSaft(file, size);
      const megabytes = statSync(file).size / 1_000_000;
      const result = await importOnce(url, file);
      if (result.vouchers !== written.vouchers || result.lines !== written.lines)
        throw new Error(`The import took ${result.lines} lines of ${written.lines}.`);
      const lint = await xmllint(file);
      const speed = megabytes / result.seconds;
      console.log(
        `import ${megabytes.toFixed(0)} MB of SAF-T, ${result.lines} lines: ${result.seconds.toFixed(1)} s, ${speed.toFixed(1)} MB/s, peak memory ${(result.maxRssKiB / 1024).toFixed(0)} MiB; ${
          lint === undefined
            ? "xmllint is not there to compare with"
            : `xmllint --stream ${(megabytes / lint).toFixed(0)} MB/s: ${(result.seconds / lint).toFixed(1)} times as long`
        }`,
      );
      rmSync(file);
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
