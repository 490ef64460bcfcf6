import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { checksumFile } from "../checksum-file.server.ts";
import { portalLoader } from "./authority-guard.server.ts";

export const loader = portalLoader(async ({ ctx, session }) => {
  const { fileName, checksums } = await readPackage(ctx, session);
  return checksumFile(checksums, `${fileName}.sha512`);
});
