import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { ArchiveError } from "./errors.ts";
import type { YearDecision } from "./law/scope.ts";
import { type FileLink, fileLinks } from "./materials/documents.ts";
import type { Run } from "./run.ts";

/** Worth deflating; pictures, PDF and ZIP are compressed already. */
const TEXT = /^(text\/|application\/(xml|json|.*\+xml|.*\+json))/;

/**
 * Copies the year's files into the archive, each checked against the ledger's size and SHA-256 as it passes.
 * The law asks for the voucher, not for a note that it was there: a file that cannot be had stops the archive.
 * @returns files and bytes written
 * @throws ArchiveError document_missing, document_differs, document_unreadable
 */
export async function writeDocuments(run: Run, folder: string, year: YearDecision, kinds: readonly string[]) {
  let files = 0;
  let bytes = 0;
  for await (const link of fileLinks(run.snapshot, run.company.id, year, kinds)) {
    if (!link.first) continue;
    run.signal.throwIfAborted();
    await writeOriginal(run, `${folder}/${link.path}`, link);
    files++;
    bytes += link.bytes;
    run.progress.add(1, link.bytes);
  }
  return { files, bytes };
}

/** A file of the document store, as the ledger names it. */
export type Original = Pick<FileLink, "path" | "fileName" | "mediaType" | "bytes" | "sha256">;

/**
 * Copies one file into the archive.
 * @throws ArchiveError document_missing, document_differs, document_unreadable
 */
export async function writeOriginal(run: Run, path: string, original: Original): Promise<void> {
  const source = await open(run, original);
  await run.bag.add(path, checked(source, original), { compress: TEXT.test(original.mediaType) });
}

const nameOf = (link: Original) => `${link.fileName} (SHA-256 ${link.sha256}, ${link.path})`;

async function open(run: Run, link: Original): Promise<Readable> {
  try {
    return await run.documents(link.sha256);
  } catch (cause) {
    throw unreadable(link, cause);
  }
}

function unreadable(link: Original, cause: unknown): ArchiveError {
  if (cause instanceof ArchiveError) return cause;
  const code = (cause as { code?: unknown })?.code;
  if (code === "not_found" || code === "ENOENT")
    return new ArchiveError(
      "document_missing",
      `The document store does not have ${nameOf(link)}. Put the file back, then run it again.`,
      { place: link.sha256, cause },
    );
  return new ArchiveError(
    "document_unreadable",
    `The document store could not give ${nameOf(link)}: ${cause instanceof Error ? cause.message : String(cause)}. Run it again.`,
    { place: link.sha256, cause },
  );
}

async function* checked(source: Readable, link: Original): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw unreadable(link, cause);
  }
  if (bytes === link.bytes && hash.digest("hex") === link.sha256) return;
  throw new ArchiveError(
    "document_differs",
    `The document store's file is not the one that was booked: ${nameOf(link)}. Restore it from a backup, then run it again.`,
    { place: link.sha256 },
  );
}
