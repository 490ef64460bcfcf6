import { bytesOfText } from "./formats/copy-text.ts";
import { SaftEntries, entriesHead, entriesTail } from "./formats/saft/entries.ts";
import { saftHeader } from "./formats/saft/header.ts";
import { accountsXml, analysisXml, partiesXml, taxTableXml } from "./formats/saft/master-files.ts";
import { type SaftLosses, SaftText } from "./formats/saft/text.ts";
import { includes } from "./law/scope.ts";
import { madeOn } from "./made-on.ts";
import type { Finding } from "./materials/completeness.ts";
import { compareTotals, type Totals, totals } from "./materials/control-totals.ts";
import { hasAccounts, writesSaft } from "./materials/format-scope.ts";
import { dimensions, partiesSelect } from "./materials/registers.ts";
import { readRepeatedVouchers, saftLines } from "./materials/saft-lines.ts";
import { selectOf } from "./materials/table.ts";
import type { Run } from "./run.ts";
import { bytesOf } from "./write-tables.ts";
import type { YearPlan } from "./write-year.ts";
import type { YearWriter } from "./year-writers.ts";

const SAFT_FILE = "exchange/saft.xml";

/**
 * The year as SAF-T Financial 1.30.
 * @throws ArchiveError control_totals_differ
 */
export const saftWriter: YearWriter = {
  format: "saft",
  applies: writesSaft,
  rows: ({ counts }) => counts.lines,
  async write(run, plan) {
    const { totals, losses } = await writeSaft(run, plan);
    return { files: { [SAFT_FILE]: totals }, findings: saftFindings(losses) };
  },
};

async function writeSaft(
  run: Run,
  { folder, year, accounts, counts }: YearPlan,
): Promise<{ totals: Totals; losses: SaftLosses }> {
  const path = `${folder}/${SAFT_FILE}`;
  run.progress.phase(path);
  const { snapshot, company } = run;
  const codes = (
    includes(year, "tax_codes")
      ? await snapshot.query(
          `select code, description, rate, country, standard_code from ledger.tax_codes where company_id = $1 order by code collate "C"`,
          [company.id],
        )
      : []
  ).map((r) => ({
    code: r.code!,
    description: r.description!,
    rate: r.rate ?? null,
    country: r.country ?? null,
    standardCode: r.standard_code ?? null,
  }));
  const repeated = await readRepeatedVouchers(snapshot, company.id, year.id);
  const text = new SaftText();
  const entries = new SaftEntries(
    text,
    company.currency,
    new Map(codes.filter((c) => c.rate !== null).map((c) => [bytesOfText(c.code), c.rate!])),
    repeated,
  );

  async function* xml(): AsyncGenerator<string> {
    yield saftHeader(text, {
      company,
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      createdOn: madeOn(run.date),
      software: run.software,
    });
    yield `<MasterFiles>${hasAccounts(year) ? accountsXml(text, accounts, company.country) : ""}`;
    if (includes(year, "parties")) yield* partiesXml(text, snapshot.copy(partiesSelect(company.id, year)));
    yield taxTableXml(text, codes, company.country);
    if (includes(year, "dimensions"))
      yield* analysisXml(text, snapshot.copy(selectOf(dimensions, company.id, year.id)));
    yield "</MasterFiles>\n";
    yield entriesHead({
      transactions: counts.vouchersWithLines,
      debit: counts.positiveDebit,
      credit: counts.positiveCredit,
    });
    for await (const block of snapshot.copy(saftLines(company.id, year))) {
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

function saftFindings(losses: SaftLosses): Finding[] {
  const found: [code: string, count: number, message: string][] = [
    ["saft_shortened", losses.shortened, "Texts cut to SAF-T's length; the CSV files have them whole."],
    [
      "saft_replaced_characters",
      losses.replacedCharacters,
      "Characters that XML cannot hold; the CSV files have them.",
    ],
    [
      "saft_tax_without_amount",
      losses.linesWithoutTaxAmount,
      "Lines with a tax code and no tax amount; SAF-T has no place for the code alone.",
    ],
    [
      "saft_vouchers_left_out",
      losses.vouchersWithoutLines,
      "Vouchers without lines, which SAF-T cannot hold; vouchers.csv has them.",
    ],
  ];
  return found.filter(([, count]) => count > 0).map(([code, count, message]) => ({ code, message, count }));
}
