import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { portalLoader } from "./authority-guard.server.ts";

/** The checksum in the form that `sha512sum --check` reads. */
export const loader = portalLoader(async ({ ctx, session }) => {
  const { sha512, fileName } = await readPackage(ctx, session);
  return new Response(`${sha512}  ${fileName}\n`, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}.sha512"`,
    },
  });
});
