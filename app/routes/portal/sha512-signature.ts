import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { portalLoader } from "./portal-guard.server.ts";

/** The service's signature over the file of checksums: 64 bytes, Ed25519. */
export const loader = portalLoader(async ({ ctx }) => {
  const { manifest, parts } = await readPortalArchive(ctx);
  if (!manifest) return new Response("This archive's checksums were not signed.\n", { status: 404 });
  return new Response(new Uint8Array(manifest.signature), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${parts[0]!.fileName}.sha512.sig"`,
    },
  });
});
