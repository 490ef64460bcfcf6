import type { FileOfPart } from "../archive/bag-set.ts";
import { csvRow } from "../formats/csv.ts";
import { partColumn } from "../formats/texts/columns/part-columns.ts";
import { header, type Table } from "./table.ts";

/** In which part each file is; in the first of several parts alone. */
export const partFiles: Table = {
  name: "part-files",
  material: "ledger_list",
  title: "Files by part",
  description:
    "In an archive of several parts, in which part each file is; only the first part has this list. A file that each part has its own of has a row for each. This list, reports/parts.json and what is outside the folder data have none.",
  columns: [
    { name: "path", type: "string", text: partColumn.path },
    { name: "part", type: "integer", text: partColumn.part },
    { name: "folder", type: "string", text: partColumn.folder },
  ],
  primaryKey: ["path", "part"],
};

/** Rows of `partFiles` as CSV, one portion after another. */
export async function* partFilesCsv(files: Iterable<FileOfPart>): AsyncGenerator<Buffer> {
  let out = csvRow(header(partFiles));
  for (const { path, part, folder } of files) {
    out += csvRow([path, String(part), folder]);
    if (out.length < 64 * 1024) continue;
    yield Buffer.from(out);
    out = "";
  }
  yield Buffer.from(out);
}
