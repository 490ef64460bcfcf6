import iconv from "iconv-lite";
import type { Problems } from "../problems.ts";

export type Decoder = { write: (chunk: Buffer) => string; end: () => string };

const SINGLE_BYTE = new Set(["iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii"]);

/**
 * The decoder for a document that begins with these bytes: UTF-8, or a one-byte code page that the XML declaration names.
 * UTF-16, UTF-7 and the rest are refused, also when only the declaration says so: text read in another charset than the
 * parser's is how markup is smuggled past checks.
 */
export function xmlDecoder(head: Buffer, problems: Problems): Decoder {
  const text = head.toString("latin1");
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1];
  const encoding = (declared ?? "utf-8").toLowerCase();
  const wide = /^(\u00ff\u00fe|\u00fe\u00ff|<\0|\0<)/.test(text);
  if (wide || (encoding !== "utf-8" && !SINGLE_BYTE.has(encoding)))
    problems.stop(
      "encoding_refused",
      "line 1",
      wide ? "The file is in UTF-16." : `The file says it is in ${declared}, which is not taken.`,
      "Export the file in UTF-8, as SAF-T asks.",
    );
  if (encoding === "utf-8") {
    const decoder = new TextDecoder("utf-8");
    return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding);
  return { write: (chunk) => decoder.write(chunk), end: () => decoder.end() ?? "" };
}
