import { ArchiveError } from "./errors.ts";
import { copyRow } from "./formats/copy-text.ts";
import { add, isZero, subtract } from "./formats/money.ts";
import { movedClosing } from "./materials/accounts.ts";
import { type AccountRemarks, type SieYear, writeBalances, writeChart } from "./formats/sie/accounts.ts";
import { numberDimensions } from "./formats/sie/dimensions.ts";
import { sieFindings } from "./formats/sie/findings.ts";
import { type SieSpan, writeHead } from "./formats/sie/head.ts";
import { writeObjectBalances } from "./formats/sie/object-balances.ts";
import { writeParties, writeRegisters } from "./formats/sie/objects.ts";
import { SieRecords } from "./formats/sie/records.ts";
import { SieText } from "./formats/sie/text.ts";
import { SieVouchers } from "./formats/sie/vouchers.ts";
import { includes } from "./law/scope.ts";
import { madeOn } from "./made-on.ts";
import { compareTotals, totals } from "./materials/control-totals.ts";
import { hasAccounts, writesSie } from "./materials/format-scope.ts";
import { hasObjectBalances, readObjectBalances } from "./materials/object-balances.ts";
import { readDimensions, readObjects, readSieCompany, sieRows, usedParties } from "./materials/sie-rows.ts";
import { bytesOf } from "./write-tables.ts";
import type { YearPlan } from "./write-year.ts";
import type { YearWriter } from "./year-writers.ts";

const SIE_FILE = "exchange/sie4e.se";

/**
 * The year as a SIE 4E file (PC8, with a check sum), its balances and those of the years before it that are in the archive.
 * @throws ArchiveError control_totals_differ
 */
export const sieWriter: YearWriter = {
  format: "sie",
  applies: writesSie,
  rows: ({ counts }) => counts.lines,
  async write(run, plan) {
    const { year, counts, folder } = plan;
    const path = `${folder}/${SIE_FILE}`;
    run.progress.phase(path);
    const { snapshot, company } = run;
    const sieCompany = await readSieCompany(snapshot, company.id);
    const named = includes(year, "dimensions");
    const dimensions = named ? await readDimensions(snapshot, company.id) : [];
    const years = withEarlier(run.plans, plan);
    // The format asks for balances by object of the file's own year and the one before.
    const byObject = years.slice(0, named ? 2 : 0).filter((y) => writesSie(y.year) && hasObjectBalances(y.year));
    const objectYears = [...new Set([plan, ...byObject])].map((y) => y.year.id);
    const objects = await readObjects(snapshot, company.id, objectYears, named);
    const sieYears: SieYear[] = years.map(({ accounts, counts: { lines } }) => ({ accounts, lines }));
    const numbers = numberDimensions([...dimensions.map((d) => d.code), ...objects.map((o) => o.dimension)]);
    const records = new SieRecords();
    const text = new SieText();
    const vouchers = new SieVouchers(records, text, numbers, company.currency);
    const remarks: AccountRemarks = { notNumeric: [], asStated: [], resultWithOpening: [] };

    async function* file(): AsyncGenerator<string> {
      const spans: SieSpan[] = years.map((y) => y.year);
      const createdOn = madeOn(run.date);
      writeHead(records, text, { company, ...sieCompany, software: run.software, createdOn, years: spans });
      writeChart(records, text, sieYears, company.country === "SE", remarks);
      yield records.take();
      writeRegisters(records, text, numbers, { dimensions, objects });
      yield records.take();
      const parties = usedParties(snapshot, company.id, year.id);
      yield* writeParties(records, text, numbers, parties, includes(year, "parties"));
      writeBalances(records, text, sieYears, remarks);
      yield records.take();
      for (const y of byObject) {
        const index = years.indexOf(y);
        const balances = readObjectBalances(snapshot, company.id, y.year.id);
        yield* writeObjectBalances(records, text, numbers, index, sieYears[index]!, balances);
      }
      for await (const block of snapshot.copy(sieRows(company.id, year))) {
        run.signal.throwIfAborted();
        const before = vouchers.totals.lines;
        vouchers.block(block);
        const out = records.take();
        run.progress.add(vouchers.totals.lines - before, out.length);
        yield out;
      }
      vouchers.end();
      records.endSum();
      yield records.take();
    }

    await run.bag.add(path, bytesOf(file()));
    const { lines, debit, credit } = vouchers.totals;
    const written = totals(lines, debit, credit);
    compareTotals(path, totals(counts.lines, counts.positiveDebit, counts.positiveCredit), written);
    compareTotals(`${path} (vouchers)`, totals(counts.vouchers), totals(vouchers.totals.vouchers));
    compareMovements(path, plan, vouchers);
    return {
      files: { [SIE_FILE]: written },
      findings: sieFindings({ text, vouchers, remarks, given: numbers.given }),
    };
  },
};

/** The year, then those before it without a gap: a year's number in the file says how far back it is. */
function withEarlier(plans: readonly YearPlan[], plan: YearPlan): YearPlan[] {
  const years = [plan];
  for (;;) {
    const { startsOn } = years.at(-1)!.year;
    const dayBefore = new Date(Date.parse(`${startsOn}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const earlier = plans.find((p) => p.year.endsOn === dayBefore && hasAccounts(p.year));
    if (!earlier) return years;
    years.push(earlier);
  }
}

/** `#IB` and the vouchers must come to `#UB`, account by account. */
function compareMovements(path: string, { accounts }: YearPlan, { movements }: SieVouchers): void {
  for (const a of accounts) {
    const moved = movements.get(copyRow([a.number]).slice(0, -1)) ?? 0;
    if (isZero(subtract(add(a.opening, moved), movedClosing(a)))) continue;
    throw new ArchiveError(
      "control_totals_differ",
      `${path}: the vouchers of account ${a.number} do not come to its balance. Nothing was published; run it again, and if it ` +
        "happens twice, stop and find out why.",
      { place: path },
    );
  }
}
