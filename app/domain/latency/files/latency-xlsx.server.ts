import type { Alignment, Font, PageSetup, Workbook } from "exceljs";
import { formatInstant } from "../../../i18n/formats.ts";
import type { Provenance } from "../../measurements/measurement.ts";
import type { CellKind, FileCell, FileTable, LatencyFile } from "./file-table.ts";

const formats: Partial<Record<CellKind, string>> = {
  seconds: "0.00",
  share: "0.0%",
  count: "#,##0",
  number: "0.00",
  instant: "yyyy-mm-dd hh:mm",
  day: "yyyy-mm-dd",
};
/** In characters: what the content of the kind needs; words are measured. */
const widths: Record<CellKind, number> = {
  text: 8,
  seconds: 9,
  share: 9,
  count: 12,
  number: 9,
  instant: 17,
  day: 12,
};
const WIDEST_TEXT = 50;
/** Points. */
const LINE_HEIGHT = 15;
/** A font without a name is another one in each program. */
const font: Partial<Font> = { name: "Calibri", size: 11, family: 2 };
/** Lying A4, as wide as the table. */
const onPaper: Partial<PageSetup> = {
  paperSize: 9,
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};
// Words keep a distance from the number before them.
const alignmentOf = (kind: CellKind): Partial<Alignment> =>
  kind === "text" ? { horizontal: "left", indent: 1 } : { horizontal: "right" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** A longer text makes Excel call the workbook damaged. */
const CELL_MAX = 32_767;
const textOf = (text: string) => text.replace(FORBIDDEN, "\ufffd").slice(0, CELL_MAX);

/**
 * A workbook with a sheet for each table, and "About": what was asked, where each number comes from, what was left out.
 * @param made.demoData the numbers are the demo's; the first line of "About" says so
 */
export async function xlsxOf(file: LatencyFile, made: { at: Date; demoData: boolean }): Promise<Buffer> {
  // Loaded when the first file is asked for: a web process need not read it to start.
  const { default: ExcelJS } = await import("exceljs");
  const book = new ExcelJS.Workbook();
  book.creator = "Huolto";
  book.title = file.title;
  book.created = made.at;
  book.modified = made.at;
  for (const table of file.tables) addTable(book, table);
  addAbout(book, file, made);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** So that neither a cell nor a word of the header is cut; headers go on in further lines. */
function widthOf({ columns, rows }: FileTable, column: number): number {
  const { header, kind } = columns[column]!;
  const words = header.split(" ").map(({ length }) => length);
  const texts = kind === "text" ? rows.map((row) => String(row[column] ?? "").length) : [];
  // Beside a word of the header stands the button of the filter.
  const longest = Math.max(
    Math.max(0, ...words) + 3,
    Math.min(WIDEST_TEXT, texts.reduce((a, b) => Math.max(a, b), 0) + 3),
  );
  return Math.max(widths[kind], longest);
}

/** Lines that a text needs in so many characters. */
function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = -1;
  for (const { length } of text.split(" ")) {
    if (used >= 0 && used + 1 + length > width) [lines, used] = [lines + 1, length];
    else used += 1 + length;
  }
  return lines;
}

function addTable(book: Workbook, table: FileTable): void {
  const { name, columns, rows } = table;
  const sheet = book.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }], pageSetup: onPaper });
  sheet.columns = columns.map(({ header, kind }, column) => ({
    header: textOf(header),
    width: widthOf(table, column),
    style: { font, numFmt: formats[kind], alignment: { vertical: "top", ...alignmentOf(kind) } },
  }));
  const header = sheet.getRow(1);
  // Said rather than left to the program: some show two lines and cut the rest.
  header.height =
    LINE_HEIGHT * Math.max(...columns.map(({ header: text }, column) => linesOf(text, widthOf(table, column) - 3)));
  header.font = { ...font, bold: true };
  for (const [index, { kind }] of columns.entries())
    header.getCell(index + 1).alignment = { wrapText: true, vertical: "bottom", ...alignmentOf(kind) };
  for (const row of rows) sheet.addRow(row.map((cell, index) => cellOf(cell, columns[index]!.kind)));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

/** A spreadsheet knows no time zones: an instant becomes what the clock in Helsinki shows. */
function cellOf(cell: FileCell, kind: CellKind): string | number | Date | null {
  if (typeof cell !== "string") return cell;
  if (kind === "instant") return new Date(`${formatInstant(cell).replace(" ", "T")}:00Z`);
  if (kind === "day") return new Date(`${cell}T00:00:00Z`);
  return textOf(cell);
}

function addAbout(book: Workbook, file: LatencyFile, { at, demoData }: { at: Date; demoData: boolean }): void {
  const sheet = book.addWorksheet("About", { pageSetup: onPaper });
  sheet.columns = [
    { width: 24, style: { font: { ...font, bold: true }, alignment: { vertical: "top" } } },
    { width: 110, style: { font, alignment: { wrapText: true, vertical: "top" } } },
  ];
  const lines: [string, string][] = [
    ...(demoData ? [["Demo data", "These numbers are invented."] as [string, string]] : []),
    ["What", file.title],
    ...file.about,
    ["Made", `${formatInstant(at)} Europe/Helsinki`],
    ["Empty cells", "No data; never zero."],
    ...distinct(file.provenance).flatMap(sourceLines),
  ];
  for (const [term, value] of lines) sheet.addRow([term, textOf(value)]);
}

/** The same question is often behind several numbers. */
function distinct(provenance: readonly Provenance[]): Provenance[] {
  return [...new Map(provenance.map((one) => [`${one.promql}|${one.from}|${one.to}`, one])).values()];
}

function sourceLines(one: Provenance): [string, string][] {
  return [
    ["", ""],
    ["Measured", one.what],
    ["Purpose", one.purpose],
    ["PromQL", one.promql],
    ["Window", `${formatInstant(one.from)} to ${formatInstant(one.to)}`],
    [
      "Fetched",
      one.fetchedAt ? `${formatInstant(one.fetchedAt, { seconds: true })}${one.stale ? ", stale" : ""}` : "Never",
    ],
    ["Left out", one.exclusions.join("; ") || "Nothing"],
    ...(one.problem ? [["Problem", one.problem.message] as [string, string]] : []),
  ];
}
