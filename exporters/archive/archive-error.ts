export const archiveErrorCodes = [
  "bad_path",
  "duplicate_path",
  "bad_bag_info",
  "bad_key",
  "no_space",
  "output_failed",
  "closed",
  "aborted",
] as const;
export type ArchiveErrorCode = (typeof archiveErrorCodes)[number];

/** Why an archive could not be written. `place` is the path inside the bag, or the label in bag-info.txt. */
export class ArchiveError extends Error {
  override name = "ArchiveError";
  readonly code: ArchiveErrorCode;
  readonly place?: string;
  constructor(code: ArchiveErrorCode, message: string, options: { place?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.place = options.place;
  }
}
