import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | bigint | boolean | null;

// Large enough that the per-chunk cost disappears, small enough that memory stays flat.
const CHUNK_CHARS = 64 * 1024;

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in COPY's text format. */
function copyText(cell: Cell): string {
  if (cell === null) return "\\N";
  const text = String(cell);
  return text.search(SPECIAL) === -1 ? text : text.replace(SPECIAL, (char) => ESCAPES[char]!);
}

export function copyLine(cells: readonly Cell[]): string {
  return `${cells.map(copyText).join("\t")}\n`;
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk) yield chunk;
}

/**
 * Streams rows into a ledger table in the client's open transaction.
 * @param lines rows in COPY's text format, from `copyLine`
 */
export async function copyInto(
  client: pg.Client,
  table: string,
  columns: string[],
  lines: Iterable<string>,
): Promise<void> {
  const list = columns.join(", ");
  // COPY FROM is refused under row-level security, which binds a database owner who is no superuser: then by way of a
  // temporary table and INSERT, which the writer's policy allows.
  const { rows } = await client.query("select row_security_active($1::regclass) as bound", [`ledger.${table}`]);
  const target = rows[0].bound ? `incoming_${table}` : `ledger.${table}`;
  if (rows[0].bound)
    await client.query(`create temp table ${target} on commit drop as select ${list} from ledger.${table} limit 0`);
  await pipeline(Readable.from(chunks(lines)), client.query(copyFrom(`copy ${target} (${list}) from stdin`)));
  if (rows[0].bound) {
    await client.query(`insert into ledger.${table} (${list}) select ${list} from ${target}`);
    await client.query(`drop table ${target}`);
  }
}
