import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { portalLoader } from "./portal-guard.server.ts";

/** The checksum in the form that `sha512sum --check` reads. */
export const loader = portalLoader(async ({ ctx }) => {
  const { sha512, fileName } = await readPortalArchive(ctx);
  return new Response(`${sha512}  ${fileName}\n`, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}.sha512"`,
    },
  });
});
