import { readFeed } from "#app/domain/on-call/read-feed.server.ts";
import { calendarAnswer } from "./calendar-answer.server.ts";
import { publicLoader } from "./guard.server.ts";

/** Who is on call, for calendar programs. */
export const loader = publicLoader(
  "a calendar program has no session: the token in the address is the permission",
  async ({ request, params, context: { ctx, clientIp, env } }) =>
    calendarAnswer("on-call.ics", () =>
      readFeed(ctx, {
        token: params.token ?? "",
        all: new URL(request.url).searchParams.get("all") === "1",
        clientIp,
        host: new URL(env.PUBLIC_ORIGIN).host,
      }),
    ),
);
