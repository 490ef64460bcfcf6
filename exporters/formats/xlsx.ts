import { Worker } from "node:worker_threads";
import type { Table } from "../materials/table.ts";
import type { FromWorker, ToWorker } from "./xlsx-worker.ts";

/**
 * Rows in one book, header apart. A sheet takes 1,048,576 rows, but a program that opens one needs some kilobytes for each,
 * and so does the writer: exceljs holds what the ZIP has not yet taken.
 */
const ROWS_PER_BOOK = 100_000;

export type XlsxThread = {
  /**
   * The books of one table, as many as its rows need. Each must be read to its end before the next is asked for.
   * @param totalLabel stands in front of the sums below a book's rows
   */
  books(
    table: Table,
    blocks: AsyncGenerator<string>,
    totalLabel: string,
  ): AsyncGenerator<{ name: string; bytes: AsyncGenerator<Buffer> }>;
  close(): Promise<void>;
};

/**
 * A thread that writes XLSX, so that exceljs does not hold up everything else. One per run.
 * @param date goes into the books and their ZIP entries instead of the time of day
 */
export function openXlsxThread(date: Date, { rowsPerBook = ROWS_PER_BOOK } = {}): XlsxThread {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    // Its garbage is young: a larger nursery would only hold more of it.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const inbox: FromWorker[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  worker.on("message", (message: FromWorker) => {
    inbox.push(message);
    wake();
  });
  worker.on("error", (error) => {
    failure = error as Error;
    wake();
  });
  worker.on("exit", (code) => {
    failure ??= new Error(`the XLSX thread ended with ${code}`);
    wake();
  });
  const send = (message: ToWorker) => worker.postMessage(message);
  async function receive(): Promise<FromWorker> {
    for (;;) {
      const message = inbox.shift();
      if (message) return message;
      if (failure) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  /** Passes on the bytes that come until the thread is ready for more, or the book is closed. */
  async function* until(kind: "ready" | "end"): AsyncGenerator<Buffer> {
    for (;;) {
      const message = await receive();
      if (message.kind === "data")
        yield Buffer.from(message.chunk.buffer, message.chunk.byteOffset, message.chunk.byteLength);
      else if (message.kind === kind) return;
    }
  }

  async function* books(table: Table, source: AsyncGenerator<string>, totalLabel: string) {
    const columns = table.columns.map(({ name, type, decimals, total }) => ({ name, type, decimals, total }));
    let pending = "";
    let more = true;
    async function* bytes(): AsyncGenerator<Buffer> {
      send({ kind: "open", sheet: table.name, columns, totalLabel, date: date.getTime() });
      yield* until("ready");
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
        send({ kind: "rows", block });
        yield* until("ready");
      }
      send({ kind: "close" });
      yield* until("end");
    }
    for (let n = 1; more; n++)
      yield { name: n === 1 ? `${table.name}.xlsx` : `${table.name}-${n}.xlsx`, bytes: bytes() };
  }

  return {
    books,
    close: async () => {
      await worker.terminate();
    },
  };
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
