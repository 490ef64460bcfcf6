import type { AttemptFailure } from "#app/domain/exports/run/fail-attempt.server.ts";
import { StorageError } from "#app/platform/storage/storage.ts";
import { ArchiveError, type ArchiveErrorCode } from "#exporters/errors.ts";

/** The archive was written, but what is on the disk is not what it should be. */
export class VerificationError extends Error {
  override name = "VerificationError";
}

/** Trying again reads the same books and finds the same. */
const permanent: ReadonlySet<ArchiveErrorCode> = new Set([
  "no_law_pack",
  "unknown_year",
  "nothing_in_scope",
  "bad_input",
  "scope_mismatch",
  "document_missing",
  "document_differs",
]);

const noSpace: AttemptFailure = {
  code: "no_space",
  message:
    "There is not enough free disk for the archive. The platform team must make room; then it goes on by itself.",
  permanent: false,
};

/** What the officer reads about an attempt that did not succeed; what is not known stays in the log. */
export function toFailure(error: unknown): AttemptFailure {
  if (error instanceof ArchiveError)
    return { code: error.code, message: error.message, permanent: permanent.has(error.code) };
  if (error instanceof VerificationError)
    return { code: "verification_failed", message: error.message, permanent: false };
  if (error instanceof StorageError)
    return error.code === "no_space"
      ? noSpace
      : {
          code: `storage_${error.code}`,
          message: "The document or archive store did not do its part. It is tried again.",
          permanent: false,
        };
  const code = (error as { code?: string } | null)?.code;
  if (code === "ENOSPC" || code === "EDQUOT") return noSpace;
  return {
    code: "unexpected",
    message: "The run stopped for a reason that it does not know. The platform team finds it in the worker's log.",
    permanent: false,
  };
}
