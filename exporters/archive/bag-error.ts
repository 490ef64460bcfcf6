export const bagErrorCodes = [
  "bad_path",
  "duplicate_path",
  "bad_bag_info",
  "bad_key",
  "bad_certificate",
  "no_space",
  "output_failed",
  "closed",
  "aborted",
] as const;
export type BagErrorCode = (typeof bagErrorCodes)[number];

/** Why a bag could not be written. `place` is the path inside the bag, or the label in bag-info.txt. */
export class BagError extends Error {
  override name = "BagError";
  readonly code: BagErrorCode;
  readonly place?: string;
  constructor(code: BagErrorCode, message: string, options: { place?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.place = options.place;
  }
}
