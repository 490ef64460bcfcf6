import { to as copyTo } from "pg-copy-streams";
import { ArchiveError } from "../errors.ts";
import { connect } from "./connection.ts";

/** A COPY counts as one statement from its first row to its last, with every wait for the disk: as long as a run may take. */
const COPY_TIMEOUT_MS = 4 * 60 * 60 * 1000;
const QUERY_TIMEOUT_MS = 10 * 60 * 1000;
/** Between two fetches a large attachment may be written, never longer than this. */
const IDLE_TIMEOUT_MS = 15 * 60 * 1000;
/** A server that sends nothing for so long in the middle of a COPY is taken for dead. */
const STALL_MS = 5 * 60 * 1000;

/**
 * Rows are given out in blocks of so many bytes, if one row is not longer. What a format makes of a block, several times its
 * size, then still dies in the nursery; made of all that a socket gives at once it is a large object, which stays until all
 * of the memory is swept.
 */
const BLOCK_BYTES = 16 * 1024;
const LINE_FEED = 10;

/** Where the last row ends that begins at `from` or later and is whole within a block; 0 where no row ends. */
function endOfRows(chunk: Buffer, from: number): number {
  const end = chunk.lastIndexOf(LINE_FEED, from + BLOCK_BYTES - 1) + 1;
  return end > from ? end : chunk.indexOf(LINE_FEED, from) + 1;
}

export type Row = Record<string, string | null>;

/** One read-only view of the books: every read in it sees the same moment. */
export type Snapshot = {
  /** Rows with every value as Postgres writes it (text), or null. */
  query(sql: string, values?: unknown[]): Promise<Row[]>;
  /** The same in portions, for results of any size. Other reads, also of this kind, may come between two portions. */
  cursor(sql: string, values: unknown[], size: number): AsyncGenerator<Row[]>;
  /**
   * Rows in COPY's text format: blocks of whole rows, each row ended by a line feed, columns parted by tabs. The UTF-8 bytes
   * stand one to a character (latin1), so that text passes through unchanged and costs no decoding.
   */
  copy(select: string): AsyncGenerator<string>;
  /** An id with which other connections see the same moment, for as long as this one is open. */
  share(): Promise<string>;
  close(): Promise<void>;
};

/**
 * Opens a connection of its own and a snapshot on it.
 * @param url the login of an export slot; it can read the leased company and nothing else
 * @param options.snapshotId an exported snapshot to join (pg_export_snapshot)
 * @throws ArchiveError database_failed, aborted
 */
export async function openSnapshot(
  url: string,
  { signal, snapshotId }: { signal?: AbortSignal; snapshotId?: string } = {},
): Promise<Snapshot> {
  const failed = (cause: unknown): ArchiveError => {
    if (cause instanceof ArchiveError) return cause;
    if (signal?.aborted) return new ArchiveError("aborted", "The run was stopped.", { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new ArchiveError(
      "database_failed",
      `Reading the books failed (${reason}). Nothing was published; run it again.`,
      { cause },
    );
  };
  const connection = await connect(url, signal).catch((error) => {
    throw failed(error);
  });
  const { client, cut } = connection;
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      signal?.throwIfAborted();
      if (connection.broken()) throw connection.broken();
      return await work();
    } catch (error) {
      throw failed(error);
    }
  };
  signal?.addEventListener("abort", cut, { once: true });

  const query = (sql: string, values?: unknown[]) => run(async () => (await client.query(sql, values)).rows as Row[]);

  let cursors = 0;
  async function* cursor(sql: string, values: unknown[], size: number): AsyncGenerator<Row[]> {
    const name = `portion_${++cursors}`;
    await query(`declare ${name} no scroll cursor for ${sql}`, values);
    try {
      for (;;) {
        const rows = await query(`fetch forward ${size} from ${name}`);
        if (rows.length > 0) yield rows;
        if (rows.length < size) break;
      }
    } finally {
      // Where reading failed, the transaction is over and its cursors with it.
      await query(`close ${name}`).catch(() => {});
    }
  }

  let copying = false;
  async function* copy(select: string): AsyncGenerator<string> {
    await query(`set local statement_timeout = ${COPY_TIMEOUT_MS}`);
    copying = true;
    const stream = client.query(copyTo(`copy (${select}) to stdout`));
    let rest = "";
    // Runs only while the server is waited for: how long the archive takes with a block is not the server's fault.
    let watch = setTimeout(cut, STALL_MS);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        clearTimeout(watch);
        let from = 0;
        for (let end = endOfRows(chunk, from); end > 0; end = endOfRows(chunk, from)) {
          const rows = rest + chunk.toString("latin1", from, end);
          rest = "";
          from = end;
          yield rows;
        }
        rest += chunk.toString("latin1", from);
        watch = setTimeout(cut, STALL_MS);
      }
      if (connection.broken()) throw connection.broken();
      if (rest !== "") throw new Error("the rows ended in the middle of one");
    } catch (error) {
      throw failed(error);
    } finally {
      clearTimeout(watch);
    }
    copying = false;
    await query(`set local statement_timeout = ${QUERY_TIMEOUT_MS}`);
  }

  const close = async () => {
    signal?.removeEventListener("abort", cut);
    // In the middle of a COPY the server would first send the rest of it.
    if (copying) cut();
    await connection.end();
  };

  try {
    await query("begin isolation level repeatable read read only");
    if (snapshotId) await query(`set transaction snapshot '${snapshotId.replace(/[^0-9A-Fa-f-]/g, "")}'`);
    for (const [name, value] of [
      ["statement_timeout", QUERY_TIMEOUT_MS],
      ["lock_timeout", 60_000],
      ["idle_in_transaction_session_timeout", IDLE_TIMEOUT_MS],
      ["datestyle", "'ISO, YMD'"],
      ["client_encoding", "'UTF8'"],
    ] as const)
      await query(`set local ${name} = ${value}`);
    // The snapshot is taken by the first query, not by begin.
    await query("select 1");
  } catch (error) {
    await close();
    throw error;
  }
  const share = async () => (await query("select pg_export_snapshot() as id"))[0]!.id!;
  return { query, cursor, copy, share, close };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id as an SQL literal, for COPY, which takes no parameters. */
export function idLiteral(id: string): string {
  if (!uuid.test(id)) throw new ArchiveError("bad_input", `"${id}" is not an id of the ledger.`, { place: id });
  return `'${id}'::uuid`;
}
