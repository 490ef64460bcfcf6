import { formatInstant } from "../../../i18n/formats.ts";
import type { CellKind, FileCell, FileTable } from "./file-table.ts";

/** Spreadsheets take text that begins so for a formula (OWASP, CSV injection); names of pages and customers come from outside. */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Where a spreadsheet takes semicolons for separators, as in Finland, each part of a text is a field of its own. */
const PART_LIKE_A_FORMULA = /(;[\s"]*)(?=[=+\-@])/g;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * A table by RFC 4180: UTF-8 without a byte order mark, commas, decimal points, CRLF, no data as nothing. This is the copy
 * for programs; the XLSX is the one for spreadsheets, also those that expect semicolons. Instants are Helsinki's time with
 * its distance from UTC.
 */
export function csvOf({ columns, rows }: FileTable): Buffer {
  const lines = [
    // The names of a chart's lines are headers.
    columns.map(({ header }) => field(textOf(header, "text"))),
    ...rows.map((row) => row.map((cell, index) => field(textOf(cell, columns[index]!.kind)))),
  ];
  return Buffer.from(lines.map((fields) => `${fields.join(",")}\r\n`).join(""), "utf8");
}

const field = (value: string) => (NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function textOf(cell: FileCell, kind: CellKind): string {
  if (cell === null) return "";
  // Counts are estimated between two scrapes: their fractions are no requests.
  if (typeof cell === "number" && kind === "count") return String(Math.round(cell));
  // Twelve digits drop what floating point adds, such as 0.30000000000000004, and nothing that was measured.
  if (typeof cell === "number") return String(Number(cell.toPrecision(12)));
  if (kind === "instant") return withOffset(cell);
  const text = cell.replaceAll(PART_LIKE_A_FORMULA, "$1'");
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** `2026-11-23T09:41:00+02:00` */
function withOffset(instant: string): string {
  const local = formatInstant(instant, { seconds: true }).replace(" ", "T");
  const hours = (Date.parse(`${local}Z`) - Math.floor(Date.parse(instant) / 1000) * 1000) / 3_600_000;
  return `${local}+${String(hours).padStart(2, "0")}:00`;
}
