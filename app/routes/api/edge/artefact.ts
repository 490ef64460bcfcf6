import { createHash } from "node:crypto";
import { readArtefact } from "#app/domain/ip-restrictions/edge/read-artefact.server.ts";
import { apiLoader, apiRefusal } from "../../guard.server.ts";

export const action = apiRefusal("method", "GET");

/** A balancer's agent fetches what is in force, in the balancer's own form; 304 when it has it already. */
export const loader = apiLoader("edge", async ({ ctx, request }) => {
  const kind = new URL(request.url).searchParams.get("kind");
  const { version, sha256, file } = await readArtefact(ctx, { kind });
  const digest = createHash("sha256").update(file).digest("base64");
  const headers = {
    ETag: `"${version}-${digest}"`,
    "X-Huolto-Version": String(version),
    "X-Huolto-Sha256": sha256,
    // Of exactly these bytes (RFC 9530): what was cut off or changed on the way is not applied.
    "Repr-Digest": `sha-256=:${digest}:`,
  };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(file, { headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" } });
});
