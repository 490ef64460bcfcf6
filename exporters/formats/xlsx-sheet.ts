import ExcelJS from "exceljs";
import type { Column } from "../materials/table.ts";
import { rowsOf, textOfBytes, unescapeCopy } from "./copy-text.ts";
import { add, type Cents, cents } from "./money.ts";
import { isExact, MAX_DIGITS } from "./xlsx-cell.ts";
import { type CellKind, RowEncoder } from "./xlsx-rows.ts";

/** `name` is the heading; `wrap` is of texts that are read as sentences. */
export type SheetColumn = Pick<Column, "name" | "type" | "decimals" | "total"> & { wrap?: true };

/** Rows that are looked at before the first is written: a column's width stands at the head of the file. */
const SAMPLE_ROWS = 200;
const NARROWEST = 8;
/** Of amounts: a spreadsheet shows one that does not fit as ###, and larger ones may come after the sample. */
const NARROWEST_AMOUNT = 14;
const NARROWEST_SUM = 18;
const WIDEST = 60;
/** What the button of the filter takes of a heading, and a margin. */
const HEADING_ROOM = 4;
const DATE_WIDTH = 11;
const HEADING_FILL = "FFE3EAF2";
/** The rows' own, bold: without a name a spreadsheet takes another one. */
const HEADING_FONT = { bold: true, name: "Calibri", size: 11, family: 2 };

/** Adds a sheet to a book: headings that stay in sight and print on every page, landscape and as wide as the paper. */
export function addSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, name: string): ExcelJS.Worksheet {
  return book.addWorksheet(name, {
    views: [{ state: "frozen", ySplit: 1 }],
    pageSetup: {
      orientation: "landscape",
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "1:1",
    },
  });
}

/** What of exceljs' sheet writer is needed to put rows of our own into it. */
type SheetWriter = {
  stream: { write(bytes: Buffer): unknown };
  /** The first row that is not written yet. */
  _rowZero: number;
  workbook: { styles: { addStyleModel(style: Partial<ExcelJS.Style>, type: ExcelJS.ValueType): number } };
};

const VALUE_TYPES: Record<CellKind, ExcelJS.ValueType> = {
  number: ExcelJS.ValueType.Number,
  string: ExcelJS.ValueType.String,
  date: ExcelJS.ValueType.Date,
  inline: ExcelJS.ValueType.RichText,
  boolean: ExcelJS.ValueType.Boolean,
};

/**
 * One table in one sheet: bold headings with filters, columns as wide as what the first rows hold, numbers and days as such, and
 * below the rows the sums of the columns that have one, which follow the filter.
 */
export class TableSheet {
  #sheet: ExcelJS.Worksheet;
  #columns: readonly SheetColumn[];
  #totalLabel: string;
  /** The first rows, until there are enough to know the widths; then null. */
  #waiting: string | null = "";
  #encoder: RowEncoder | null = null;
  #lastRow = 1;
  /** Null once a column holds a number that is written as text, which no formula would add. */
  #sums: (Cents | null)[];

  constructor(sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[], totalLabel: string) {
    this.#sheet = sheet;
    this.#columns = columns;
    this.#totalLabel = totalLabel;
    this.#sums = columns.map(() => 0);
  }

  /** @param block rows as COPY wrote them */
  add(block: string): void {
    if (this.#waiting === null) this.#write(block);
    else {
      this.#waiting += block;
      if (rowsOf(this.#waiting).length >= SAMPLE_ROWS) this.#start(this.#waiting);
    }
  }

  /** The cells of the filter, `$A$1:$C$9`: the heading and the rows, without the sums. */
  get filtered(): string {
    return `$A$1:$${this.#sheet.getColumn(this.#columns.length).letter}$${this.#lastRow}`;
  }

  /** Writes what is left, the sums and the filter; the book can then be closed. */
  end(): void {
    if (this.#waiting !== null) this.#start(this.#waiting);
    const last = this.#encoder!.row - 1;
    this.#lastRow = last;
    this.#sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: this.#columns.length } };
    if (last > 1 && this.#columns.some((column) => column.total)) this.#totals(last);
  }

  #start(rows: string): void {
    this.#waiting = null;
    const sample = rowsOf(rows)
      .slice(0, SAMPLE_ROWS)
      .map((row) => row.split("\t"));
    writeHeading(this.#sheet, this.#columns, sample);
    const writer = this.#sheet as unknown as SheetWriter;
    const columns = this.#columns.map((column, i) => ({
      type: column.type,
      letter: this.#sheet.getColumn(i + 1).letter,
      styleId: (kind: CellKind) => writer.workbook.styles.addStyleModel(styleOf(column).style ?? {}, VALUE_TYPES[kind]),
      sum: column.total && ((field: string) => this.#sum(i, field)),
    }));
    this.#encoder = new RowEncoder(columns, writer._rowZero);
    this.#write(rows);
  }

  #write(block: string): void {
    const writer = this.#sheet as unknown as SheetWriter;
    const encoder = this.#encoder!;
    // It copies what it is given.
    encoder.encode(block, (rows) => writer.stream.write(rows));
    writer._rowZero = encoder.row;
  }

  #sum(i: number, field: string): void {
    const sum = this.#sums[i]!;
    if (sum !== null) this.#sums[i] = isExact(field) ? add(sum, cents(field)) : null;
  }

  #totals(last: number): void {
    const row = this.#sheet.addRow(
      this.#sums.map((sum, i) => {
        if (!this.#columns[i]!.total) return i === 0 ? this.#totalLabel : undefined;
        // A sum beyond what a spreadsheet adds exactly would be shown wrong.
        if (typeof sum !== "number" || Math.abs(sum) >= 10 ** MAX_DIGITS) return undefined;
        const letter = this.#sheet.getColumn(i + 1).letter;
        return { formula: `SUBTOTAL(109,${letter}2:${letter}${last})`, result: sum / 100 };
      }),
    );
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.font = HEADING_FONT;
      cell.border = { top: { style: "thin" } };
    });
    row.commit();
  }
}

/**
 * Writes the heading, and with it the styles and widths of the columns.
 * @param sample fields of the first rows
 */
export function writeHeading(sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[], sample: string[][]): void {
  sheet.columns = columns.map((column, i) => ({
    header: column.name,
    key: column.name,
    width: widthOf(
      column,
      sample.map((fields) => fields[i]!),
    ),
    ...styleOf(column),
  }));
  const heading = sheet.getRow(1);
  heading.eachCell((cell, n) => {
    const { type } = columns[n - 1]!;
    cell.font = HEADING_FONT;
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: HEADING_FILL } };
    cell.border = { bottom: { style: "thin" } };
    cell.alignment = { horizontal: type === "number" || type === "integer" ? "right" : "left" };
  });
  heading.commit();
}

/** Only where the plain one would show something else. */
function styleOf({ type, decimals = 2, wrap }: SheetColumn): { style?: Partial<ExcelJS.Style> } {
  if (wrap) return { style: { alignment: { wrapText: true, vertical: "top" } } };
  if (type === "date") return { style: { numFmt: "yyyy-mm-dd", alignment: { horizontal: "left" } } };
  if (type !== "number") return {};
  return { style: { numFmt: `#,##0.00${"#".repeat(Math.max(0, decimals - 2))}` } };
}

function widthOf({ name, type, total }: SheetColumn, fields: readonly string[]): number {
  const narrowest = total ? NARROWEST_SUM : type === "number" ? NARROWEST_AMOUNT : NARROWEST;
  const longest = fields.reduce((width, field) => Math.max(width, shownLength(field, type)), 0);
  return Math.min(WIDEST, Math.max(narrowest, name.length + HEADING_ROOM, longest + 2));
}

function shownLength(field: string, type: SheetColumn["type"]): number {
  if (field === "") return 0;
  if (type === "date") return DATE_WIDTH;
  // A comma between every three digits of the whole part.
  if (type === "number") return field.length + Math.floor((field.length - (field.split(".")[1]?.length ?? -1) - 2) / 3);
  const text = unescapeCopy(field);
  const lines = text.includes("\n") ? text.split("\n") : [text];
  return Math.max(...lines.map((line) => textOfBytes(line).length));
}
