import { once } from "node:events";
import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import ExcelJS from "exceljs";
import type { ColumnType } from "../materials/table.ts";
import { rowsOf, textOfBytes, unescapeCopy } from "./copy-text.ts";

/** What the thread is asked: one book at a time, its rows in blocks of COPY's text format. */
export type ToWorker =
  | { kind: "open"; sheet: string; columns: { name: string; type: ColumnType }[]; date: number }
  | { kind: "rows"; block: string }
  | { kind: "close" };
/** `ready` answers `open` and each `rows`, so that no more than one block waits. */
export type FromWorker = { kind: "ready" } | { kind: "data"; chunk: Uint8Array } | { kind: "end" };

/** Excel's limit for the text of one cell. */
const MAX_CELL_CHARACTERS = 32_767;
/** A double holds so many decimal digits exactly; a longer number stays text. */
const MAX_DIGITS = 15;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** Spreadsheets read _x0041_ as "A" (ISO/IEC 29500-1, ST_Xstring), unless its first underscore is written so itself. */
const ESCAPE_LIKE = /_x[0-9A-Fa-f]{4}_/g;
/** In a plain <v>, LibreOffice drops spaces at the ends and reads no escapes; in the <t> of an inline string it keeps to the standard. */
const NEEDS_INLINE_STRING = /^\s|\s$|_x005F_/;
/** exceljs writes without waiting for the ZIP, so that is done here, after so many rows. */
const ROWS_PER_TURN = 250;

type Zip = { append(source: unknown, entry: { name: string; date?: Date }): unknown };

/** exceljs gives each ZIP entry the time of day; with one given date the same rows make the same bytes. */
class DatedWorkbook extends ExcelJS.stream.xlsx.WorkbookWriter {
  // Called by the base class's constructor before any entry is made, so that the date is in place for all of them.
  override addThemes(): Promise<void> {
    const self = this as unknown as { zip: Zip; created: Date };
    const append = self.zip.append.bind(self.zip);
    self.zip.append = (source, entry) => append(source, { ...entry, date: self.created });
    return super.addThemes();
  }
}

/** Only where the plain format would show something else: each styled cell costs a look-up. */
const formats: Partial<Record<ColumnType, string>> = { date: "yyyy-mm-dd", number: "0.00######" };
const port = parentPort!;
const send = (message: FromWorker) => port.postMessage(message);
let book: ExcelJS.stream.xlsx.WorkbookWriter;
let sheet: ExcelJS.Worksheet;
let types: ColumnType[] = [];

function cell(field: string, type: ColumnType): ExcelJS.CellValue | undefined {
  // Undefined makes no cell at all; half of a journal's fields are empty.
  if (field === "") return undefined;
  if (type === "date") return new Date(`${field}T00:00:00Z`);
  if (type === "boolean") return field === "true";
  if (type === "string") {
    const text = textOfBytes(unescapeCopy(field)).replace(FORBIDDEN, "\ufffd").replace(ESCAPE_LIKE, "_x005F$&");
    const fitting = text.length > MAX_CELL_CHARACTERS ? text.slice(0, MAX_CELL_CHARACTERS).toWellFormed() : text;
    return NEEDS_INLINE_STRING.test(fitting) ? { richText: [{ text: fitting }] } : fitting;
  }
  return field.replace(/[-.]/g, "").length <= MAX_DIGITS ? Number(field) : field;
}

/** Waits until the ZIP has taken what the sheet has written. */
async function drained(): Promise<void> {
  await turn();
  const [zip] = (sheet as unknown as { stream: { pipes: Writable[] } }).stream.pipes;
  if (zip?.writableNeedDrain) await once(zip, "drain");
}

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === "open") {
    const date = new Date(message.date);
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        send({ kind: "data", chunk: new Uint8Array(chunk) });
        done();
      },
    });
    const options = {
      stream: output,
      useStyles: true,
      useSharedStrings: false,
      created: date,
      modified: date,
      creator: "",
      lastModifiedBy: "",
      zip: { zlib: { level: 4 } },
    };
    book = new DatedWorkbook(options as unknown as Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions>);
    sheet = book.addWorksheet(message.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
    types = message.columns.map((c) => c.type);
    sheet.columns = message.columns.map((c) => ({
      header: c.name,
      key: c.name,
      width: Math.max(10, c.name.length + 2),
      ...(formats[c.type] && { style: { numFmt: formats[c.type] } }),
    }));
    sheet.getRow(1).font = { bold: true };
    sheet.getRow(1).commit();
    send({ kind: "ready" });
  } else if (message.kind === "rows") {
    let rows = 0;
    for (const row of rowsOf(message.block)) {
      sheet.addRow(row.split("\t").map((field, i) => cell(field, types[i]!))).commit();
      if (++rows % ROWS_PER_TURN === 0) await drained();
    }
    send({ kind: "ready" });
  } else {
    await book.commit();
    send({ kind: "end" });
  }
}

let queue = Promise.resolve();
port.on("message", (message: ToWorker) => {
  queue = queue.then(() => handle(message));
  // A rejection that nobody takes ends the thread with the error, which the main thread sees.
});
