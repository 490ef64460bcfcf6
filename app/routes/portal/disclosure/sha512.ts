import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { partsManifest } from "#exporters/archive/parts-manifest.ts";
import { checksumFile } from "../checksum-file.server.ts";
import { portalLoader } from "./authority-guard.server.ts";

export const loader = portalLoader(async ({ ctx, session }) => {
  const { fileName, sha512 } = await readPackage(ctx, session);
  return checksumFile(partsManifest([{ fileName, sha512 }]), `${fileName}.sha512`);
});
