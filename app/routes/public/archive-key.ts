import { listArchiveKeys } from "#app/domain/exports/keys/list-archive-keys.server.ts";
import { publicLoader } from "../guard.server.ts";

const DAY_SECONDS = 86_400;

/** One public key in PEM, at an address that is printed and kept with archives for ten years. */
export const loader = publicLoader(
  "a public key is no secret, and proves nothing unless anybody can have it",
  async (args) => {
    const keys = await listArchiveKeys(args.context.ctx);
    const key = keys.find(({ fingerprint }) => fingerprint === args.params.fingerprint);
    if (!key)
      return new Response("No archive was signed with such a key.\n", {
        status: 404,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      });
    return new Response(key.pem, {
      headers: {
        "Content-Type": "application/x-pem-file",
        "Cache-Control": `public, max-age=${DAY_SECONDS}`,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
      },
    });
  },
);
