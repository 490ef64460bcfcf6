import { CONTROL_TOTALS_PATH, type ControlTotals } from "./archive/control-totals.ts";
import { completenessPage } from "./formats/completeness-html.ts";
import { csvFile } from "./formats/csv.ts";
import { dataPackage } from "./formats/datapackage.ts";
import { frontPage, languageFolder, ownPages, readmeText, yearFolder } from "./formats/front-html.ts";
import { ledgerListPage } from "./formats/ledger-list-html.ts";
import { decimal } from "./formats/money.ts";
import { ledgerListPdf } from "./formats/pdf/ledger-list-pdf.ts";
import { scopePage } from "./formats/scope-html.ts";
import { formatGapText } from "./formats/texts/format-gaps.ts";
import { pageLanguages } from "./formats/texts/languages.ts";
import { verifyPage } from "./formats/verify-html.ts";
import { canonicalJson } from "./law/canonical-json.ts";
import { includes, type Scope } from "./law/scope.ts";
import { type Completeness, excluded } from "./materials/completeness.ts";
import { formatGaps } from "./materials/format-scope.ts";
import { readImports } from "./materials/imports.ts";
import { type LedgerList, ledgerListTitle, relations, storage } from "./materials/ledger-list.ts";
import { retentionClasses, retentionClassRows } from "./materials/retention-classes.ts";
import { retention, retentionCsv, retentionFiles } from "./materials/retention-files.ts";
import { header } from "./materials/table.ts";
import type { Run } from "./run.ts";
import type { VolumePlan } from "./volumes.ts";
import type { WrittenYear } from "./write-year.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const LIST = "luettelo-kirjanpidoista-ja-aineistoista";

/** What a reader opens first. scope.json is canonical JSON: its SHA-256 is the hash that was approved. */
export async function writeFront(run: Run, scope: Scope): Promise<void> {
  await run.bag.add("index.html", frontPage(run, scope, run.language, ""));
  await run.bag.add("LUE-MINUT.txt", readmeText(run, scope));
  for (const language of pageLanguages) {
    const own = (file: string) => `${languageFolder(language)}/${file}`;
    await run.bag.add(own(ownPages.front), frontPage(run, scope, language, "../../"));
    await run.bag.add(own(ownPages.scope), scopePage(scope, language));
    await run.bag.add(own(ownPages.verify), verifyPage(language, scope.company.name));
  }
  await run.bag.add("scope.json", canonicalJson(scope));
}

/** What is known only when the years are written. */
export async function writeReports(
  run: Run,
  scope: Scope,
  written: readonly WrittenYear[],
  volumes: Pick<VolumePlan, "years">,
): Promise<void> {
  const { bag, company, date } = run;
  let files = 0;
  const perFile = await bag.add(
    "retention.csv",
    retentionCsv(retentionFiles(run, written), (rows) => {
      files = rows;
    }),
  );
  const rows = retentionClassRows(scope);
  const perClass = await bag.add("retention-classes.csv", csvFile(header(retentionClasses), rows));
  const list: LedgerList = {
    version: 1,
    title: ledgerListTitle,
    company: scope.company,
    years: written.map((w) => w.list),
    relations,
    storage,
  };
  await bag.add(`${LIST}.json`, json(list));
  for (const language of pageLanguages)
    await bag.add(
      `${languageFolder(language)}/${ownPages.ledgerList}`,
      ledgerListPage(list, language, (folder) => yearFolder(written.find((w) => w.plan.folder === folder)!.plan)),
    );
  if (run.formats.has("pdf"))
    await bag.add(`${LIST}.pdf`, ledgerListPdf(list, run.language, date), { compress: false });
  const gaps = formatGaps(
    written.map((w) => w.plan.year),
    run.formats,
  );
  const report: Completeness = {
    version: 1,
    company: scope.company,
    asOf: scope.asOf,
    years: written.map((w) => w.completeness),
    imports: await readImports(run.snapshot, company.id, scope.years),
    excluded: [...excluded(scope), ...gaps.map((gap) => ({ what: gap.format, why: formatGapText(gap, "en") }))],
    formats: gaps,
  };
  await bag.add("reports/completeness.json", json(report));
  for (const language of pageLanguages)
    await bag.add(`${languageFolder(language)}/${ownPages.completeness}`, completenessPage(report, language));
  const here = written.filter((w) => volumes.years.get(w.plan.folder) === 1);
  await bag.add(CONTROL_TOTALS_PATH, json(statedTotals(scope, here)));
  const top = {
    folder: "",
    resources: [
      { path: "retention.csv", table: retention, rows: files, bytes: perFile.bytes },
      { path: "retention-classes.csv", table: retentionClasses, rows: rows.length, bytes: perClass.bytes },
    ],
  };
  await bag.add(
    "datapackage.json",
    dataPackage({
      name: `statutory-archive-${scopeName(company.businessId)}`,
      title: `Statutory bookkeeping archive: ${company.name}`,
      created: date,
      years: [top, ...here.map((w) => ({ folder: w.plan.folder, resources: w.resources }))],
    }),
  );
}

/** What the snapshot held, for the verifier, which counts the archive's own CSV files again. */
export function statedTotals(scope: Scope, written: readonly WrittenYear[]): ControlTotals {
  const { businessId, country } = scope.company;
  return {
    formatVersion: 1,
    company: { businessId, country },
    years: written.map(({ plan, completeness }) => ({
      startsOn: plan.year.startsOn,
      endsOn: plan.year.endsOn,
      ...booksTotals(plan),
      files: Object.fromEntries(
        Object.entries(completeness.controlTotals)
          .filter(([file]) => file.endsWith(".csv"))
          .map(([file, { rows }]) => [file, rows]),
      ),
    })),
  };
}

/** A year whose journal is out has no entries here: only the vouchers that are kept longer count. */
function booksTotals({ year, counts }: WrittenYear["plan"]) {
  if (!includes(year, "journal")) return { vouchers: counts.keptVouchers, lines: 0, debit: "0.00", credit: "0.00" };
  const { vouchers, keptVouchers, lines, debit, credit } = counts;
  const kept = keptVouchers === vouchers || keptVouchers === 0 ? {} : { keptVouchers };
  return { vouchers, ...kept, lines, debit: decimal(debit), credit: decimal(credit) };
}

/** Data package names are lower-case letters, digits, ".", "_" and "-". */
export const scopeName = (businessId: string) => businessId.toLowerCase().replace(/[^a-z0-9._-]/g, "-");
