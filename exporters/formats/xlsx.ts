import type { Table } from "../materials/table.ts";
import type { ArchiveLanguage } from "../run.ts";
import { guideRows, guideTexts } from "./texts/columns/guide.ts";
import { sheetName } from "./texts/sheet-names.ts";

/**
 * Rows in one book, header apart. A sheet takes 1,048,576 rows, but a program that opens one needs some kilobytes for each,
 * and so does the writer: exceljs holds what the ZIP has not yet taken.
 */
const ROWS_PER_BOOK = 100_000;

/**
 * The books of one table, as many as its rows need. Each must be read to its end before the next is asked for. Its headings are in
 * the given language; what each stands for, and which column of the CSV file it is, is on a second sheet.
 * @param options.date goes into the books and their ZIP entries instead of the time of day
 * @param options.totalLabel stands in front of the sums below a book's rows
 */
export async function* xlsxBooks(
  table: Pick<Table, "name" | "title" | "columns">,
  source: AsyncGenerator<string>,
  {
    date,
    language,
    totalLabel,
    rowsPerBook = ROWS_PER_BOOK,
  }: { date: Date; language: ArchiveLanguage; totalLabel: string; rowsPerBook?: number },
): AsyncGenerator<{ name: string; bytes: AsyncGenerator<Buffer> }> {
  // Only where books are wanted: the library takes half a second to load.
  const { openBook } = await import("./xlsx-book.ts");
  const columns = table.columns.map(({ text, type, decimals, total }) => ({
    name: text[language][0],
    type,
    decimals,
    total,
  }));
  const sheet = { name: sheetName(language, table), columns, totalLabel };
  const { sheet: name, heads } = guideTexts[language];
  const guide = { name, heads, rows: guideRows(language, table.columns) };
  let pending = "";
  let more = true;
  async function* bytes(): AsyncGenerator<Buffer> {
    const book = openBook(date, sheet, guide);
    let room = rowsPerBook;
    while (more) {
      if (pending === "") {
        const next = await source.next();
        if (next.done) more = false;
        else pending = next.value;
        continue;
      }
      if (room === 0) break;
      const end = endOfRows(pending, room);
      const block = pending.slice(0, end.at);
      pending = pending.slice(end.at);
      room -= end.rows;
      await book.add(block);
      yield* book.take();
    }
    await book.end();
    yield* book.take();
  }
  for (let n = 1; more; n++) yield { name: n === 1 ? `${table.name}.xlsx` : `${table.name}-${n}.xlsx`, bytes: bytes() };
}

/** Where the first `limit` rows of a block end, and how many there are. */
function endOfRows(block: string, limit: number): { at: number; rows: number } {
  let at = 0;
  let rows = 0;
  while (rows < limit && at < block.length) {
    at = block.indexOf("\n", at) + 1;
    rows++;
  }
  return { at, rows };
}
