/** What can go wrong when an archive is made, as a closed set. The edge (job, CLI) turns it into a state or an exit code. */
export const archiveErrorCodes = [
  "no_law_pack",
  "unknown_year",
  "nothing_in_scope",
  "bad_input",
  "scope_mismatch",
  "lease_missing",
  "lease_of_other_part",
  "database_failed",
  "control_totals_differ",
  "document_missing",
  "document_differs",
  "document_unreadable",
  "output_failed",
  "aborted",
  "internal_error",
] as const;
export type ArchiveErrorCode = (typeof archiveErrorCodes)[number];

export class ArchiveError extends Error {
  override name = "ArchiveError";
  readonly code: ArchiveErrorCode;
  /** Where: a year, a file, a hash. */
  readonly place?: string;
  /** @param message a sentence: what failed and what to do */
  constructor(code: ArchiveErrorCode, message: string, options: { place?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.place = options.place;
  }
}
