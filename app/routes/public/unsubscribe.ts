import { redirect } from "@remix-run/node";
import { leaveSubscription } from "#app/domain/subscriptions/leave-subscription.server.ts";
import { paths } from "#app/paths.ts";
import { publicAction, publicLoader } from "../guard.server.ts";
import { publicLanguage } from "./public-page.server.ts";

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token")?.slice(0, 100) ?? "";

/** Whoever opens the address is asked: programs that look through people's mail open every link in it. */
export const loader = publicLoader("the token in every mail is the permission", async ({ request }) =>
  redirect(paths.subscription(tokenOf(request), { lang: publicLanguage(request), leave: "1" })),
);

/** RFC 8058: a mail program posts here when its user presses its button. The same answer for any token, as often as it comes. */
export const action = publicAction("the token in every mail is the permission", async ({ request, context }) => {
  await leaveSubscription(context.ctx, { token: tokenOf(request) });
  return new Response("Unsubscribed.\n", { headers: { "Content-Type": "text/plain; charset=utf-8" } });
});
