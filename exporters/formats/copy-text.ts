const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A value of COPY's text format as it was before Postgres escaped it. */
export function unescapeCopy(field: string): string {
  return field.includes("\\") ? field.replace(/\\(.)/gs, (_, c: string) => escapes[c] ?? c) : field;
}

/** Characters that stand for UTF-8 bytes (see Snapshot.copy) as text, and back. */
export const textOfBytes = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");
export const bytesOfText = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** The rows of a block, without their line feeds. */
export function rowsOf(block: string): string[] {
  const rows = block.split("\n");
  rows.pop();
  return rows;
}

/** A row of text of our own in COPY's text format, as UTF-8 bytes. */
export function copyRow(values: readonly string[]): string {
  return `${values.map((v) => bytesOfText(v.replace(/[\\\t\n\r]/g, (c) => copyEscapes[c]!))).join("\t")}\n`;
}
const copyEscapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
