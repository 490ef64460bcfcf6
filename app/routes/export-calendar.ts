import { readExportFeed } from "#app/domain/exports/read-export-feed.server.ts";
import { calendarAnswer } from "./calendar-answer.server.ts";
import { publicLoader } from "./guard.server.ts";

/** The dates of every export, for an officer's calendar program. */
export const loader = publicLoader(
  "a calendar program has no session: the token in the address is the permission",
  async ({ params, context: { ctx, clientIp } }) =>
    calendarAnswer("exports.ics", () => readExportFeed(ctx, { token: params.token ?? "", clientIp })),
);
