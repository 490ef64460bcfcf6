import { bytesOfText } from "./formats/copy-text.ts";
import { SaftEntries, entriesHead, entriesTail } from "./formats/saft/entries.ts";
import { saftHeader } from "./formats/saft/header.ts";
import { accountsXml, analysisXml, partiesXml, taxTableXml } from "./formats/saft/master-files.ts";
import { type SaftLosses, SaftText } from "./formats/saft/text.ts";
import { includes, type YearDecision } from "./law/scope.ts";
import type { AccountYear } from "./materials/accounts.ts";
import { compareTotals, type Totals, totals, type YearCounts } from "./materials/control-totals.ts";
import { dimensions, parties } from "./materials/registers.ts";
import { repeatedVoucherNames, saftLines } from "./materials/saft-lines.ts";
import { selectOf } from "./materials/table.ts";
import type { Run } from "./run.ts";
import { bytesOf } from "./write-tables.ts";

export const SAFT_FILE = "exchange/saft.xml";

/**
 * Writes the year as SAF-T Financial 1.30.
 * @throws ArchiveError control_totals_differ
 */
export async function writeSaft(
  run: Run,
  folder: string,
  year: YearDecision,
  accounts: readonly AccountYear[],
  counts: YearCounts,
): Promise<{ totals: Totals; losses: SaftLosses }> {
  const path = `${folder}/${SAFT_FILE}`;
  run.progress.phase(path);
  const { snapshot, company } = run;
  const codes = (
    await snapshot.query(
      `select code, description, rate, country, standard_code from ledger.tax_codes where company_id = $1 order by code collate "C"`,
      [company.id],
    )
  ).map((r) => ({
    code: r.code!,
    description: r.description!,
    rate: r.rate ?? null,
    country: r.country ?? null,
    standardCode: r.standard_code ?? null,
  }));
  const repeated = await snapshot.query(repeatedVoucherNames, [company.id, year.id]);
  const text = new SaftText();
  const entries = new SaftEntries(
    text,
    company.currency,
    new Map(codes.filter((c) => c.rate !== null).map((c) => [bytesOfText(c.code), c.rate!])),
    new Set(repeated.map((r) => bytesOfText(r.name!))),
  );

  async function* xml(): AsyncGenerator<string> {
    yield saftHeader(text, {
      company,
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      createdOn: run.date.toISOString().slice(0, 10),
      software: run.software,
    });
    yield `<MasterFiles>${accountsXml(text, accounts, company.country)}`;
    if (includes(year, "parties")) yield* partiesXml(text, snapshot.copy(selectOf(parties, company.id, year.id)));
    yield taxTableXml(text, codes, company.country);
    yield* analysisXml(text, snapshot.copy(selectOf(dimensions, company.id, year.id)));
    yield "</MasterFiles>\n";
    yield entriesHead({
      transactions: counts.vouchersWithLines,
      debit: counts.positiveDebit,
      credit: counts.positiveCredit,
    });
    for await (const block of snapshot.copy(saftLines(company.id, year.id))) {
      run.signal.throwIfAborted();
      const before = entries.totals.lines;
      const out = entries.block(block);
      run.progress.add(entries.totals.lines - before, out.length);
      yield out;
    }
    yield entries.end();
    yield entriesTail(counts.vouchersWithLines);
  }

  await run.bag.add(path, bytesOf(xml()));
  const { lines, transactions, debit, credit } = entries.totals;
  const written = totals(lines, debit, credit);
  compareTotals(path, totals(counts.lines, counts.positiveDebit, counts.positiveCredit), written);
  compareTotals(`${path} (transactions)`, totals(counts.vouchersWithLines), totals(transactions));
  text.losses.vouchersWithoutLines = counts.vouchers - counts.vouchersWithLines;
  return { totals: written, losses: text.losses };
}
