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

export type WrittenTable = { resource: CsvResource; files: Record<string, Totals>; watch: Watch };

/** Blocks of text as bytes, each good until the next is asked for: a string stands for UTF-8 bytes, one character each. */
export async function* bytesOf(blocks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let memory = Buffer.allocUnsafe(0);
  for await (const block of blocks) {
    if (memory.length < block.length) memory = Buffer.allocUnsafe(block.length);
    yield memory.subarray(0, memory.write(block, "latin1"));
  }
}

/**
 * Writes a table as CSV and compares what went in with what the snapshot held.
 * @param folder the year's folder
 * @throws ArchiveError control_totals_differ
 */
export async function writeTable(run: Run, folder: string, source: TableSource): Promise<WrittenTable> {
  const { table } = source;
  const watch = (source.watch ?? countRows)();
  const file = `ledger/${table.name}.csv`;
  const path = `${folder}/${file}`;
  run.progress.phase(path);
  const { bytes } = await run.bag.add(path, csvBlocks(table, watched(run, source.rows(), watch)));
  const written = watch.totals();
  compareTotals(path, source.expected ?? written, written);
  return { resource: { path, table, rows: written.rows, bytes }, files: { [file]: written }, watch };
}

/** Tells the watch and the progress of every block that passes, and stops when the run is stopped. */
export async function* watched(run: Run, rows: AsyncGenerator<string>, watch: Watch): AsyncGenerator<string> {
  for await (const block of rows) {
    run.signal.throwIfAborted();
    if (block === "") continue;
    const before = watch.totals().rows;
    watch.block(block);
    run.progress.add(watch.totals().rows - before, block.length);
    yield block;
  }
}

/** A table's header and rows as CSV. @param blocks of COPY text */
export async function* csvBlocks(table: Pick<Table, "columns">, blocks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(csvRow(header(table)));
  const encoder = new CsvEncoder();
  for await (const block of blocks) yield encoder.view(block);
}
