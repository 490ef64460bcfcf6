import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Problems } from "./problems.ts";

/** The files of one bag, wherever it is: in a folder or in a ZIP. */
export type BagSource = {
  /** Path inside the bag, "/" between names, to its size. In the order in which they are best read. */
  files: ReadonlyMap<string, number>;
  folders: ReadonlySet<string>;
  /** The file's bytes. Fails when they are damaged in a way that the container notices. */
  open(file: string): Promise<AsyncIterable<Buffer>>;
};

/** A small file's bytes. */
export async function readAll(source: BagSource, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await source.open(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A bag in a folder. Links and devices are refused, not followed: they could show files from outside the bag. */
export async function folderSource(folder: string, problems: Problems): Promise<BagSource> {
  const files = new Map<string, number>();
  const folders = new Set<string>();
  const walk = async (below: string) => {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        folders.add(name);
        await walk(name);
      } else if (entry.isFile()) {
        files.set(name, (await stat(path.join(folder, name))).size);
      } else {
        problems.error("not_a_file", name, "This is a link or a device, which a bag does not hold.");
      }
    }
  };
  await walk("");
  return { files, folders, open: async (file) => createReadStream(path.join(folder, file)) };
}
