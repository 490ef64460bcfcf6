import { DrizzleQueryError } from "drizzle-orm/errors";

/** The database's own error where the query builder has wrapped it: its message would be the whole statement. */
export const unwrapped = (error: unknown) =>
  error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;

/**
 * What a person at the machine can do about an error that comes from the machine: a full disk, a folder that may not be
 * written. Any other error speaks for itself.
 */
export function sentence(thrown: unknown): string {
  const error = unwrapped(thrown);
  if (!(error instanceof Error)) return String(error);
  const { code, path: where = "HUOLTO_HOME" } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return `The disk of ${where} is full. Free some space, or set HUOLTO_HOME to a folder on another disk, and start again.`;
    // Postgres' disk_full.
    case "53100":
      return "The disk of the database is full. Free some space there and start again; nothing was changed half-way.";
    case "EACCES":
    case "EROFS":
    case "EPERM":
      return `This user may not write to ${where}. Set HUOLTO_HOME to a folder that it may.`;
    case "ENOTDIR":
    case "EEXIST":
      return `${where} cannot be made: a file is in the way. Set HUOLTO_HOME to another folder.`;
    default:
      return error.message;
  }
}
