import type ExcelJS from "exceljs";
import type { Column } from "../materials/table.ts";
import { textOfBytes, unescapeCopy } from "./copy-text.ts";
import { add, type Cents, cents } from "./money.ts";

export type SheetColumn = Pick<Column, "name" | "type" | "decimals" | "total">;

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
/** Excel's limit for the text of one cell. */
const MAX_CELL_CHARACTERS = 32_767;
/** A double holds so many decimal digits exactly; a longer number stays text. */
const MAX_DIGITS = 15;
const HEADING_FILL = "FFE3EAF2";

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** Spreadsheets read _x0041_ as "A" (ISO/IEC 29500-1, ST_Xstring), unless its first underscore is written so itself. */
const ESCAPE_LIKE = /_x[0-9A-Fa-f]{4}_/g;
/** In a plain <v>, LibreOffice drops spaces at the ends and reads no escapes; in the <t> of an inline string it keeps to the standard. */
const NEEDS_INLINE_STRING = /^\s|\s$|_x005F_/;

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

/**
 * One table in one sheet: bold headings with filters, columns as wide as what the first rows hold, numbers and days as such, and
 * below the rows the sums of the columns that have one, which follow the filter.
 */
export class TableSheet {
  #sheet: ExcelJS.Worksheet;
  #columns: readonly SheetColumn[];
  #totalLabel: string;
  #waiting: string[][] | null = [];
  #rows = 0;
  /** Null once a column holds a number that is written as text, which no formula would add. */
  #sums: (Cents | null)[];
  /** Positions of the columns that have a sum. */
  #summed: readonly number[];

  constructor(sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[], totalLabel: string) {
    this.#sheet = sheet;
    this.#columns = columns;
    this.#totalLabel = totalLabel;
    this.#sums = columns.map(() => 0);
    this.#summed = columns.flatMap((c, i) => (c.total ? [i] : []));
  }

  /** @param fields of one row, as COPY wrote them */
  add(fields: string[]): void {
    if (this.#waiting === null) this.#write(fields);
    else if (this.#waiting.push(fields) === SAMPLE_ROWS) this.#start();
  }

  /** Writes what is left, the sums and the filter; the book can then be closed. */
  end(): void {
    this.#start();
    const columns = this.#columns.length;
    this.#sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: this.#rows + 1, column: columns } };
    if (this.#rows > 0 && this.#summed.length > 0) this.#totals();
  }

  #start(): void {
    const sample = this.#waiting;
    if (sample === null) return;
    this.#waiting = null;
    this.#sheet.columns = this.#columns.map((column, i) => ({
      header: column.name,
      key: column.name,
      width: widthOf(
        column,
        sample.map((fields) => fields[i]!),
      ),
      ...styleOf(column),
    }));
    const heading = this.#sheet.getRow(1);
    heading.eachCell((cell, n) => {
      const { type } = this.#columns[n - 1]!;
      cell.font = { bold: true };
      cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: HEADING_FILL } };
      cell.border = { bottom: { style: "thin" } };
      cell.alignment = { horizontal: type === "number" || type === "integer" ? "right" : "left" };
    });
    heading.commit();
    for (const fields of sample) this.#write(fields);
  }

  #write(fields: string[]): void {
    this.#rows++;
    for (const i of this.#summed) {
      const sum = this.#sums[i]!;
      if (sum === null || fields[i] === "") continue;
      this.#sums[i] = isExact(fields[i]!) ? add(sum, cents(fields[i]!)) : null;
    }
    this.#sheet.addRow(fields.map((field, i) => cellOf(field, this.#columns[i]!.type))).commit();
  }

  #totals(): void {
    const last = this.#rows + 1;
    const row = this.#sheet.addRow(
      this.#sums.map((sum, i) => {
        if (!this.#summed.includes(i)) return i === 0 ? this.#totalLabel : undefined;
        // A sum beyond what a spreadsheet adds exactly would be shown wrong.
        if (typeof sum !== "number" || Math.abs(sum) >= 10 ** MAX_DIGITS) return undefined;
        const letter = this.#sheet.getColumn(i + 1).letter;
        return { formula: `SUBTOTAL(109,${letter}2:${letter}${last})`, result: sum / 100 };
      }),
    );
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.font = { bold: true };
      cell.border = { top: { style: "thin" } };
    });
    row.commit();
  }
}

/** Only where the plain one would show something else: each styled cell costs a look-up. */
function styleOf({ type, decimals = 2 }: SheetColumn): { style?: Partial<ExcelJS.Style> } {
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

const isExact = (field: string): boolean => field.replace(/[-.]/g, "").length <= MAX_DIGITS;

function cellOf(field: string, type: SheetColumn["type"]): ExcelJS.CellValue | undefined {
  // Undefined makes no cell at all; half of a journal's fields are empty.
  if (field === "") return undefined;
  if (type === "date") return new Date(`${field}T00:00:00Z`);
  if (type === "boolean") return field === "true";
  if (type === "string") {
    const text = textOfBytes(unescapeCopy(field)).replace(FORBIDDEN, "\ufffd").replace(ESCAPE_LIKE, "_x005F$&");
    const fitting = text.length > MAX_CELL_CHARACTERS ? text.slice(0, MAX_CELL_CHARACTERS).toWellFormed() : text;
    return NEEDS_INLINE_STRING.test(fitting) ? { richText: [{ text: fitting }] } : fitting;
  }
  return isExact(field) ? Number(field) : field;
}
