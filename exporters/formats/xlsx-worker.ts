import { once } from "node:events";
import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import ExcelJS from "exceljs";
import { rowsOf } from "./copy-text.ts";
import { addSheet, type SheetColumn, TableSheet } from "./xlsx-sheet.ts";

/** What the thread is asked: one book at a time, its rows in blocks of COPY's text format. */
export type ToWorker =
  | { kind: "open"; sheet: string; columns: SheetColumn[]; totalLabel: string; date: number }
  | { kind: "rows"; block: string }
  | { kind: "close" };
/** `ready` answers `open` and each `rows`, so that no more than one block waits. */
export type FromWorker = { kind: "ready" } | { kind: "data"; chunk: Uint8Array } | { kind: "end" };

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

const port = parentPort!;
const send = (message: FromWorker) => port.postMessage(message);
let book: ExcelJS.stream.xlsx.WorkbookWriter;
let sheet: ExcelJS.Worksheet;
let table: TableSheet;

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
    sheet = addSheet(book, message.sheet);
    table = new TableSheet(sheet, message.columns, message.totalLabel);
    send({ kind: "ready" });
  } else if (message.kind === "rows") {
    let rows = 0;
    for (const row of rowsOf(message.block)) {
      table.add(row.split("\t"));
      if (++rows % ROWS_PER_TURN === 0) await drained();
    }
    send({ kind: "ready" });
  } else {
    table.end();
    await book.commit();
    send({ kind: "end" });
  }
}

let queue = Promise.resolve();
port.on("message", (message: ToWorker) => {
  queue = queue.then(() => handle(message));
  // A rejection that nobody takes ends the thread with the error, which the main thread sees.
});
