import { roleNames, roleUrl } from "#db/roles.ts";
import { loadSigningKey } from "#exporters/archive/signing-key.ts";
import { exportDeps } from "../jobs/export/export-deps.ts";
import type { ExportDeps } from "../jobs/export/perform-run.ts";
import type { Storage } from "../platform/storage/storage.ts";

/** What makes the archives of the demo's exports, before there is a worker. They have no certificate and no time stamp. */
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
  return exportDeps(env, {
    slotUrls: names.exportSlots.map((slot) => roleUrl(ownerUrl, secret, slot)),
    documents,
    signingKey: loadSigningKey(env.SIGNING_KEY_FILE),
  });
}
