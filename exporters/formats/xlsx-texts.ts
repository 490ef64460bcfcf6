import type ExcelJS from "exceljs";
import { copyRow } from "./copy-text.ts";
import { addSheet, type SheetColumn, writeHeading } from "./xlsx-sheet.ts";

const LINE_HEIGHT = 15;
/** As wide as the widest column. */
const CHARACTERS_PER_LINE = 60;

/** Adds a sheet of a few rows of texts, each as high as its longest one needs: not every program works that out when it opens a book. */
export function addTextSheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { name, heads, rows }: { name: string; heads: readonly string[]; rows: readonly string[][] },
): void {
  const sheet = addSheet(book, name);
  const columns = heads.map((head): SheetColumn => ({ name: head, type: "string", wrap: true }));
  writeHeading(
    sheet,
    columns,
    rows.map((row) => copyRow(row).slice(0, -1).split("\t")),
  );
  for (const texts of rows) {
    const row = sheet.addRow(texts.map((text) => text || undefined));
    const longest = Math.max(...texts.map((text) => text.length));
    row.height = LINE_HEIGHT * Math.max(1, Math.ceil(longest / CHARACTERS_PER_LINE));
    row.commit();
  }
}
