import { CsvEncoder, csvRow } from "./formats/csv.ts";
import type { CsvResource } from "./formats/datapackage.ts";
import { compareTotals, type Totals } from "./materials/control-totals.ts";
import { header, type Table } from "./materials/table.ts";
import { countRows, type Watch } from "./materials/written-rows.ts";
import type { Run } from "./run.ts";

/** A table of one year: where its rows come from (blocks of COPY text, afresh at each call) and how many there must be. */
export type TableSource = {
  table: Table;
  rows: () => AsyncGenerator<string>;
  /** Left out where the rows are the count themselves. */
  expected?: Totals;
  watch?: () => Watch;
};

export type WrittenTable = { resource: CsvResource | null; files: Record<string, Totals>; watch: Watch };

/** Blocks of text as bytes: a string stands for UTF-8 bytes, one character each. */
export async function* bytesOf(blocks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const block of blocks) if (block !== "") yield Buffer.from(block, "latin1");
}

/**
 * Writes a table as CSV and as XLSX, as far as the run asks for them, and compares what went in with what the snapshot held.
 * @param folder the year's folder
 * @throws ArchiveError control_totals_differ
 */
export async function writeTable(run: Run, folder: string, source: TableSource): Promise<WrittenTable> {
  const { table } = source;
  const files: Record<string, Totals> = {};
  let resource: CsvResource | null = null;
  const makeWatch = source.watch ?? countRows;
  let watch = makeWatch();
  if (run.formats.has("csv")) {
    const file = `ledger/${table.name}.csv`;
    const path = `${folder}/${file}`;
    run.progress.phase(path);
    const blocks = watched(run, source.rows(), watch);
    const { bytes } = await run.bag.add(path, csvBlocks(table, blocks));
    files[file] = watch.totals();
    compareTotals(path, source.expected ?? files[file], files[file]);
    resource = { path, table, rows: files[file].rows, bytes };
  }
  if (run.xlsx) {
    const again = makeWatch();
    if (!run.formats.has("csv")) watch = again;
    const rows = watched(run, source.rows(), again);
    try {
      for await (const book of run.xlsx.books(table, rows)) {
        const path = `${folder}/excel/${book.name}`;
        run.progress.phase(path);
        // A book is a ZIP already.
        await run.bag.add(path, book.bytes, { compress: false });
      }
    } finally {
      await rows.return(undefined);
    }
    const written = again.totals();
    compareTotals(`${folder}/excel/${table.name}.xlsx`, source.expected ?? written, written);
    files[`excel/${table.name}.xlsx`] = written;
  }
  return { resource, files, watch };
}

async function* watched(run: Run, rows: AsyncGenerator<string>, watch: Watch): AsyncGenerator<string> {
  for await (const block of rows) {
    run.signal.throwIfAborted();
    if (block === "") continue;
    const before = watch.totals().rows;
    watch.block(block);
    run.progress.add(watch.totals().rows - before, block.length);
    yield block;
  }
}

async function* csvBlocks(table: Table, blocks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(csvRow(header(table)));
  const encoder = new CsvEncoder();
  for await (const block of blocks) yield encoder.encode(block);
}
