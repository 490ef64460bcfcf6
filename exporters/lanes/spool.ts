import { writeFile } from "node:fs/promises";
import path from "node:path";
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
      // Piece by piece: the source may use a piece's memory again once it is asked for the next.
      await writeFile(file, counted(), { flag: "wx", mode: 0o600 });
      told({ path: place, file, compress });
      return { bytes };
    },
  };
}
