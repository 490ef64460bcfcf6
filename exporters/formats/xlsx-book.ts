import { once } from "node:events";
import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import ExcelJS from "exceljs";
import { addSheet, type SheetColumn, TableSheet } from "./xlsx-sheet.ts";
import { addTextSheet } from "./xlsx-texts.ts";

/** exceljs writes without waiting for the ZIP, so that is done here, after so many bytes of rows. */
const PORTION = 64 * 1024;

type Zip = { append(source: unknown, entry: { name: string; date?: Date }): unknown };

const WORKBOOK_ENTRY = "/xl/workbook.xml";
const NAMES = "<definedNames>";

/**
 * exceljs gives each ZIP entry the time of day; with one given date the same rows make the same bytes. And it gives a filter no
 * name, without which LibreOffice leaves the filter out.
 */
class DatedWorkbook extends ExcelJS.stream.xlsx.WorkbookWriter {
  /** What the first sheet's filter covers: 'Sheet'!$A$1:$C$9. */
  declare filtered?: string;

  // Called by the base class's constructor before any entry is made, so that the date is in place for all of them.
  override addThemes(): Promise<void> {
    const self = this as unknown as { zip: Zip; created: Date };
    const append = self.zip.append.bind(self.zip);
    self.zip.append = (source, entry) =>
      append(entry.name === WORKBOOK_ENTRY ? this.#named(String(source)) : source, { ...entry, date: self.created });
    return super.addThemes();
  }

  #named(xml: string): string {
    if (this.filtered === undefined || !xml.includes(NAMES)) return xml;
    const name = `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${this.filtered}</definedName>`;
    return xml.replace(NAMES, () => NAMES + name);
  }
}

export type XlsxBook = {
  /** Adds rows: a block of COPY's text format. */
  add(block: string): Promise<void>;
  /** Writes what is below the rows, and the end of the file. */
  end(): Promise<void>;
  /** The bytes since the last call. */
  take(): Buffer[];
};

/**
 * One book: a table's sheet, written as its rows come, and after it a small one of texts.
 * @param date stands for "now" in the book and its ZIP entries
 */
export function openBook(
  date: Date,
  { name, columns, totalLabel }: { name: string; columns: SheetColumn[]; totalLabel: string },
  guide: { name: string; heads: readonly string[]; rows: readonly string[][] },
): XlsxBook {
  let written: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk);
      done();
    },
  });
  const options = {
    stream,
    useStyles: true,
    useSharedStrings: false,
    created: date,
    modified: date,
    creator: "",
    lastModifiedBy: "",
    zip: { zlib: { level: 4 } },
  };
  const book = new DatedWorkbook(options as unknown as Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions>);
  const sheet = addSheet(book, name);
  const table = new TableSheet(sheet, columns, totalLabel);
  /** Waits until the ZIP has taken what the sheet has written. */
  const drained = async () => {
    await turn();
    const [zip] = (sheet as unknown as { stream: { pipes: Writable[] } }).stream.pipes;
    if (zip?.writableNeedDrain) await once(zip, "drain");
  };
  return {
    async add(block) {
      for (let at = 0; at < block.length; ) {
        const end = block.indexOf("\n", Math.min(at + PORTION, block.length - 1)) + 1;
        table.add(block.slice(at, end));
        at = end;
        await drained();
      }
    },
    async end() {
      table.end();
      book.filtered = `'${name}'!${table.filtered}`;
      addTextSheet(book, guide);
      await book.commit();
    },
    take() {
      const bytes = written;
      written = [];
      return bytes;
    },
  };
}
