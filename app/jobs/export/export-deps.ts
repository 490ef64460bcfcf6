import type { KeyObject } from "node:crypto";
import path from "node:path";
import type { Sealing } from "#exporters/archive/seals/seal.ts";
import { openStorage } from "../../platform/storage/open-storage.server.ts";
import type { Storage } from "../../platform/storage/storage.ts";
import type { ExportDeps } from "./perform-run.ts";
import { stagingFolder } from "./staging.ts";
import { statutoryArchive } from "./statutory-archive.ts";

/** What an installation's exports are made with: the worker's, and those of the demo before there is a worker. */
export function exportDeps(
  env: { ARCHIVE_STORE: string; ARCHIVE_PART_BYTES: number; HUOLTO_HOME: string },
  given: { slotUrls: readonly string[]; documents: Storage; signingKey: KeyObject; sealing?: Sealing },
): ExportDeps {
  const { slotUrls, documents, signingKey, sealing } = given;
  return {
    slotUrls,
    documents,
    archives: openStorage(env.ARCHIVE_STORE),
    stagingFolder: stagingFolder(env.ARCHIVE_STORE, path.resolve(env.HUOLTO_HOME)),
    signingKey,
    maker: statutoryArchive(signingKey, { sealing, partBytes: env.ARCHIVE_PART_BYTES }),
  };
}
