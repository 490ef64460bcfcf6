import type { Totals } from "../../materials/control-totals.ts";
import { rowsOf } from "../copy-text.ts";
import type { PdfFile } from "./pdf-file.ts";

/** So many rows make some 700 pages, which any reader opens; a year with fewer is one file. */
export const ROWS_PER_VOLUME = 50_000;
/** Pages are handed over after so many rows. */
const ROWS_PER_TURN = 500;

/** A ledger being printed, row by row; it keeps its sums from one volume to the next. */
export type Printout = {
  /** @param volume counted from 1; 0: the only one */
  open(volume: number): PdfFile;
  /** Whether the ledger has a natural end before this row, a volume of `rows` rows being open. */
  breaksBefore(fields: readonly string[], rows: number): boolean;
  /** One row, its fields as text. */
  row(fields: readonly string[]): void;
  /** Ends the volume. */
  close(last: boolean): void;
  /** What the volume that was closed holds. */
  totals(): Totals;
};

export type Volume = {
  name: string;
  bytes: AsyncGenerator<Buffer>;
  totals: () => Totals;
  /** Characters (code points) that the fonts do not have, known when the bytes are read. */
  missing: () => readonly number[];
};

/**
 * The volumes of a ledger, as many as its rows need. Each must be read to its end before the next is asked for.
 * @param blocks rows in COPY's text format
 * @param several whether there are to be several, which is in their names
 */
export async function* volumesOf(
  stem: string,
  blocks: AsyncGenerator<string>,
  printout: Printout,
  { several, rowsPerVolume = ROWS_PER_VOLUME }: { several: boolean; rowsPerVolume?: number },
): AsyncGenerator<Volume> {
  let rows: string[] = [];
  let at = 0;
  let ended = false;
  let missing: readonly number[] = [];

  async function* bytes(volume: number): AsyncGenerator<Buffer> {
    const pdf = printout.open(several ? volume : 0);
    let count = 0;
    while (!ended) {
      if (at === rows.length) {
        const next = await blocks.next();
        if (next.done) ended = true;
        else rows = rowsOf(Buffer.from(next.value, "latin1").toString("utf8"));
        at = 0;
        continue;
      }
      const fields = rows[at]!.split("\t");
      if (several && count > 0 && (count >= rowsPerVolume || printout.breaksBefore(fields, count))) break;
      printout.row(fields);
      at++;
      count++;
      if (count % ROWS_PER_TURN === 0) {
        const ready = pdf.take();
        if (ready) yield ready;
      }
    }
    printout.close(ended);
    missing = pdf.missing;
    pdf.end();
    for (let ready = pdf.take(); ready; ready = pdf.take()) yield ready;
  }

  for (let volume = 1; !ended; volume++)
    yield {
      name: several ? `${stem}-${String(volume).padStart(2, "0")}.pdf` : `${stem}.pdf`,
      bytes: bytes(volume),
      totals: printout.totals,
      missing: () => missing,
    };
}
