import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Problems } from "./problems.ts";
import { type SieCharset, SieCharsetDetector } from "./sie/charset.ts";

export type Detected = { sha256: string; byteSize: number } & ({ kind: "sie"; charset: SieCharset } | { kind: "saft" });

const CHUNK_BYTES = 65_536;

/** The file's bytes in chunks of a size that keeps memory flat and calls few. */
export const chunksOf = (file: FileHandle): AsyncIterable<Buffer> =>
  file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK_BYTES });

/**
 * Reads the whole file once: its SHA-256, by which a second import is known, what kind it is, and for SIE the charset, which can only be
 * told from all of it.
 * @throws ImportRefused when it is neither XML nor SIE
 */
export async function detect(file: FileHandle, problems: Problems): Promise<Detected> {
  const hash = createHash("sha256");
  const charset = new SieCharsetDetector();
  let kind: "sie" | "saft" | undefined;
  let byteSize = 0;
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    byteSize += chunk.length;
    kind ??= kindOf(chunk, problems);
    if (kind === "sie") charset.add(chunk);
  }
  if (!kind) problems.stop("not_a_ledger_file", "line 1", "The file is empty.", "Give a SAF-T Financial or SIE file.");
  const sha256 = hash.digest("hex");
  return kind === "sie" ? { kind, sha256, byteSize, charset: charset.result() } : { kind, sha256, byteSize };
}

function kindOf(head: Buffer, problems: Problems): "sie" | "saft" {
  const text = head
    .subarray(0, 4_096)
    .toString("latin1")
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "")
    .replaceAll("\0", "")
    .trimStart();
  if (/^(<!doctype\s+html|<html)/i.test(text))
    problems.stop(
      "not_a_ledger_file",
      "line 1",
      "The file is a web page (HTML), perhaps an error page saved under the file's name.",
      "Fetch the SIE or SAF-T file again.",
    );
  if (text.startsWith("<")) return "saft";
  if (/^#[A-Za-z]/.test(text)) {
    if (head.includes(0) && head.subarray(0, 200).includes(0))
      problems.stop(
        "encoding_refused",
        "line 1",
        "The file is in UTF-16.",
        "Export it in PC8 (CP437), as the SIE format asks.",
      );
    return "sie";
  }
  return problems.stop(
    "not_a_ledger_file",
    "line 1",
    text.startsWith("PK") || head[0] === 0x1f
      ? "The file is packed."
      : "The file is neither XML nor SIE: it begins with neither < nor #.",
    "Give a SAF-T Financial or SIE file, unpacked.",
  );
}
