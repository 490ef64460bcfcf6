import { StorageError } from "./storage.ts";

/**
 * A key is one name of letters, digits, dot, hyphen and underscore, four to 200 long: nothing that a path, a URL or a
 * file system could read as more than a name.
 * @throws StorageError `bad_key`
 */
export function checkKey(key: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{3}[A-Za-z0-9._-]{0,195}(?<!\.)$/.test(key))
    throw new StorageError("bad_key", "A key has 4 to 200 letters, digits, dots, hyphens or underscores.");
}
