import { csvRow } from "../formats/csv.ts";
import { retentionColumn } from "../formats/texts/columns/retention-columns.ts";
import type { Decision, MarkedDecision, YearDecision } from "../law/scope.ts";
import type { Material } from "../law/types.ts";
import type { Run } from "../run.ts";
import type { WrittenYear } from "../write-year.ts";
import { yearTables } from "../year-tables.ts";
import { documentKinds, type FileLink, fileLinks } from "./documents.ts";
import { copyDecision, tableDecision } from "./kept-decision.ts";
import { header, type Table } from "./table.ts";

/** Until when each file of the archive is kept, and by which rule. */
export const retention: Table = {
  name: "retention",
  material: "ledger_list",
  title: "Retention by file",
  description:
    "Until when the law asks for each file. A path that ends with / stands for every file below it that has no row of its own.",
  columns: [
    { name: "path", type: "string", text: retentionColumn.path },
    { name: "year_ends", type: "date", text: retentionColumn.fileYearEnds },
    { name: "what", type: "string", text: retentionColumn.what },
    { name: "material", type: "string", text: retentionColumn.fileMaterial },
    { name: "retain_until", type: "date", text: retentionColumn.retainUntil },
    { name: "class", type: "string", text: retentionColumn.period },
    { name: "citation", type: "string", text: retentionColumn.citation },
    { name: "rule", type: "string", text: retentionColumn.rule },
    { name: "voucher_series", type: "string", text: retentionColumn.series },
    { name: "voucher_number", type: "string", text: retentionColumn.number },
  ],
  primaryKey: ["path"],
};

type Kept = Pick<Decision, "retainUntil" | "class" | "citation" | "ruleId">;

const longest = <T extends Kept>(decisions: readonly T[]): T =>
  decisions.reduce((a, b) => (b.retainUntil > a.retainUntil ? b : a));

/** Of the year's period and those of marked vouchers: the year's own comes first where they end on the same day. */
function decisionsOf(year: YearDecision, material: Material): (Kept & { included: boolean })[] {
  const decision = year.materials.find((m) => m.material === material)!;
  return [decision, ...(decision.marked ?? ([] as MarkedDecision[]))];
}

export const retentionRow = (
  path: string,
  endsOn: string,
  what: string,
  material: string,
  d: Kept,
  voucher?: FileLink["keptFor"],
): string[] => [
  path,
  endsOn,
  what,
  material,
  d.retainUntil,
  d.class,
  d.citation,
  d.ruleId,
  voucher?.series ?? "",
  voucher?.number ?? "",
];

/** The year's files, each by what it holds: a table, a copy of the ledgers in another format, an original. */
async function* yearRows(run: Run, { plan, completeness }: WrittenYear): AsyncGenerator<string[]> {
  const { year, folder, kinds } = plan;
  const tables = new Map(yearTables(run, plan).map(({ table }) => [table.name, table]));
  const copied = copyDecision(year);
  yield retentionRow(`${folder}/`, year.endsOn, "copy", copied.material, copied);
  for (const file of Object.keys(completeness.controlTotals)) {
    const name = file.replace(/^.*\//, "").replace(/(-\d+)?\.(csv|xlsx)$/, "");
    const table = /\.(csv|xlsx)$/.test(file) ? tables.get(name) : undefined;
    const kept = table ? tableDecision(year, table) : copied;
    const path = file.startsWith("pages/") ? `${file}/` : file;
    yield retentionRow(`${folder}/${path}`, year.endsOn, table ? "table" : "copy", kept.material, kept);
  }
  for await (const link of fileLinks(run.snapshot, run.company.id, year, kinds)) {
    if (!link.first) continue;
    const { material } = documentKinds[link.kind]!;
    const decisions = decisionsOf(year, material);
    const kept = decisions.find((d) => d.retainUntil === link.retainUntil) ?? decisions[0]!;
    yield retentionRow(`${folder}/${link.path}`, year.endsOn, "original", material, kept, link.keptFor);
  }
}

/** Rows of `retention`, one portion after another: there may be millions of originals. */
export async function* retentionFiles(run: Run, written: readonly WrittenYear[]): AsyncGenerator<string[]> {
  const lists = written.map((w) => w.plan.year.materials.find((m) => m.material === "ledger_list")!);
  yield retentionRow("/", "", "front", "ledger_list", longest(lists));
  for (const year of written) yield* yearRows(run, year);
}

/**
 * Rows of `retention` as CSV.
 * @param counted told how many rows there were
 */
export async function* retentionCsv(
  files: AsyncIterable<string[]>,
  counted: (rows: number) => void,
): AsyncGenerator<Buffer> {
  let out = csvRow(header(retention));
  let rows = 0;
  for await (const fields of files) {
    rows++;
    out += csvRow(fields);
    if (out.length < 64 * 1024) continue;
    yield Buffer.from(out);
    out = "";
  }
  counted(rows);
  yield Buffer.from(out);
}
