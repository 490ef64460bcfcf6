import { createReadableStreamFromReadable } from "@remix-run/node";
import { readCertificate } from "#app/domain/exports/read-certificate.server.ts";
import { staffFile } from "../guard.server.ts";

/** The certificate of an erasure, as it was made. */
export const loader = staffFile("exports.view", async ({ ctx, params, context }) => {
  const { key, fileName } = await readCertificate(ctx, { id: params.id ?? "" });
  const stored = await context.archives.read(key);
  return new Response(createReadableStreamFromReadable(stored), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
