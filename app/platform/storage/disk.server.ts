import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import { checkKey } from "./key.ts";
import { type Storage, StorageError } from "./storage.ts";

/** Files being brought in; on the same file system as the rest, so that the last step is a rename. */
const INCOMING = ".incoming";

/**
 * Storage in a folder: the object `abcd1234` is the file `ab/cd/abcd1234`, so that no folder grows without bound.
 * @param folder is made when it is first written to
 */
export function diskStorage(folder: string): Storage {
  const place = (key: string) => {
    checkKey(key);
    return path.join(folder, key.slice(0, 2), key.slice(2, 4), key);
  };
  return {
    async read(key, range) {
      const stream = createReadStream(place(key), range);
      try {
        // The stream opens by itself; a missing object must show now and not when the first bytes are asked for.
        await once(stream, "open");
      } catch (error) {
        throw storageError(error, key);
      }
      return stream;
    },
    async stat(key) {
      try {
        return { bytes: (await stat(place(key))).size };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw storageError(error, key);
      }
    },
    async publish(localFile, key) {
      const target = place(key);
      const temporary = path.join(folder, INCOMING, randomUUID());
      try {
        await makeFolder(path.join(folder, INCOMING));
        await moveOrCopy(localFile, temporary);
        await sync(temporary, "r+");
        await makeFolder(path.dirname(target));
        await rename(temporary, target);
        await sync(path.dirname(target), "r");
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        throw storageError(error, key);
      }
    },
    async delete(key) {
      try {
        await unlink(place(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw storageError(error, key);
      }
    },
    async check() {
      const probe = path.join(folder, INCOMING, randomUUID());
      try {
        await makeFolder(path.join(folder, INCOMING));
        const file = await open(probe, "wx");
        try {
          await file.write("ok");
        } finally {
          await file.close();
        }
      } catch (error) {
        throw storageError(error, INCOMING);
      } finally {
        await rm(probe, { force: true }).catch(() => {});
      }
    },
  };
}

/** Makes what is missing of a folder, and makes each new name in its parent durable. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await sync(path.dirname(made), "r");
    if (made === first) return;
  }
}

async function moveOrCopy(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyFile(from, to);
    await rm(from, { force: true });
  }
}

async function sync(file: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function storageError(cause: unknown, key: string): StorageError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (cause instanceof StorageError) return cause;
  if (code === "ENOENT") return new StorageError("not_found", `There is no object ${key}.`, { cause });
  if (code === "ENOSPC" || code === "EDQUOT")
    return new StorageError("no_space", "The disk of the store is full. Free some space and try again.", { cause });
  return new StorageError("unavailable", `The store cannot be used: ${message}`, { cause });
}
