import { DomainError } from "#app/domain/errors.ts";
import { readExportFeed } from "#app/domain/exports/read-export-feed.server.ts";
import { publicLoader } from "./guard.server.ts";

const plain = (text: string, status: number, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });

/** For calendar programs, which cannot sign in. They show no page of ours, so that refusals are a line of text. */
export const loader = publicLoader(
  "a calendar program has no session: the token in the address is the permission",
  async ({ params, context }) => {
    try {
      const calendar = await readExportFeed(context.ctx, { token: params.token ?? "", clientIp: context.clientIp });
      return new Response(calendar, {
        headers: {
          "Content-Type": "text/calendar; charset=utf-8",
          "Content-Disposition": 'inline; filename="exports.ics"',
          "Cache-Control": "private, no-store",
        },
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === "not_found") return plain(error.message, 404);
      if (error instanceof DomainError && error.code === "limit")
        return plain(error.message, 429, { "Retry-After": "600" });
      throw error;
    }
  },
);
