import type { Readable } from "node:stream";

/**
 * Where bytes are kept: a disk folder or an S3 bucket. Two stores use it: documents (key = their SHA-256) and archives.
 * Errors are StorageError with a code; a missing object is `not_found`, never an empty stream.
 */
export interface Storage {
  /** Bytes from start to end, both inclusive; the whole object without them. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>;
  stat(key: string): Promise<{ bytes: number } | null>;
  /** Stores a finished local file under the key, durably, whole or not at all; the file is moved or copied and may be gone afterwards. */
  publish(localFile: string, key: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** Throws when it cannot be written (for /readyz). */
  check(): Promise<void>;
}

export class StorageError extends Error {
  override name = "StorageError";
  readonly code: "not_found" | "no_space" | "unavailable" | "bad_key";
  constructor(code: StorageError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
