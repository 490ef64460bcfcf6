import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { checksumFile } from "./checksum-file.server.ts";
import { portalLoader } from "./portal-guard.server.ts";

/** The checksums of all parts, in the form that the service has signed. */
export const loader = portalLoader(async ({ ctx }) => {
  const { checksums, parts } = await readPortalArchive(ctx);
  return checksumFile(checksums, `${parts[0]!.fileName}.sha512`);
});
