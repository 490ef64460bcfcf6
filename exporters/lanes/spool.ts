import { createWriteStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ArchiveSink } from "../run.ts";

/**
 * A sink that keeps each file on the disk until the archive takes it, in the order in which they were written.
 * @param told called when a file is whole
 */
export function spoolSink(
  folder: string,
  told: (written: { path: string; file: string; compress: boolean }) => void,
): ArchiveSink {
  let number = 0;
  return {
    async add(place, source, { compress = true } = {}) {
      const file = path.join(folder, String(++number));
      let bytes = 0;
      async function* counted() {
        for await (const chunk of typeof source === "string" || Buffer.isBuffer(source) ? [source] : source) {
          const buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
          bytes += buffer.length;
          yield buffer;
        }
      }
      await pipeline(
        Readable.from(counted(), { objectMode: false }),
        createWriteStream(file, { flags: "wx", mode: 0o600 }),
      );
      told({ path: place, file, compress });
      return { bytes };
    },
  };
}
