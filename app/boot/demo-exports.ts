import path from "node:path";
import { roleNames, roleUrl } from "#db/roles.ts";
import { loadSigningKey } from "#exporters/archive/signing-key.ts";
import type { ExportDeps } from "../jobs/export/perform-run.ts";
import { stagingFolder } from "../jobs/export/staging.ts";
import { statutoryArchive } from "../jobs/export/statutory-archive.ts";
import { openStorage } from "../platform/storage/open-storage.server.ts";
import type { Storage } from "../platform/storage/storage.ts";

/** What makes the archives of the demo's exports: the same as the worker has, before there is one. */
export function demoExportDeps(
  env: {
    EXPORT_SLOTS: number;
    ARCHIVE_STORE: string;
    ARCHIVE_PART_BYTES: number;
    HUOLTO_HOME: string;
    SIGNING_KEY_FILE: string;
  },
  { ownerUrl, secret, documents }: { ownerUrl: string; secret: string; documents: Storage },
): ExportDeps {
  const names = roleNames(decodeURIComponent(new URL(ownerUrl).pathname.slice(1)), env.EXPORT_SLOTS);
  const signingKey = loadSigningKey(env.SIGNING_KEY_FILE);
  return {
    slotUrls: names.exportSlots.map((slot) => roleUrl(ownerUrl, secret, slot)),
    documents,
    archives: openStorage(env.ARCHIVE_STORE),
    stagingFolder: stagingFolder(env.ARCHIVE_STORE, path.resolve(env.HUOLTO_HOME)),
    signingKey,
    maker: statutoryArchive(signingKey, { partBytes: env.ARCHIVE_PART_BYTES }),
  };
}
