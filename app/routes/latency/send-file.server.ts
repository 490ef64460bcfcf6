import type { MadeFile } from "#app/domain/latency/files/make-latency-file.server.ts";

/** A file to keep. Its name is ASCII by how it is made. */
export function sendFile({ name, type, body }: MadeFile): Response {
  return new Response(new Uint8Array(body), {
    headers: {
      "Content-Type": type,
      "Content-Length": String(body.length),
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}
