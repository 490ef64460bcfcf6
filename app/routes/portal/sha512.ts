import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { checksumFile } from "./checksum-file.server.ts";
import { portalLoader } from "./portal-guard.server.ts";

export const loader = portalLoader(async ({ ctx }) => checksumFile(await readPortalArchive(ctx)));
