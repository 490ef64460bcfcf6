import { redirect } from "@remix-run/node";
import { completeSignIn } from "#app/domain/identity/complete-sign-in.server.ts";
import { paths } from "#app/paths.ts";
import {
  clearCookie,
  FLOW_COOKIE,
  readFlowCookie,
  readSessionCookie,
  SESSION_COOKIE,
  setCookie,
} from "#app/platform/session.server.ts";
import { publicLoader } from "../guard.server.ts";
import { signInAllowed } from "./sign-in-limit.server.ts";

/**
 * Where the broker leads back to. A GET that changes something, as OpenID Connect has it: the state in the address works
 * once, and only in the browser that holds the flow cookie.
 */
export const loader = publicLoader("the broker's answer is what signs in", async ({ request, context }) => {
  const headers = new Headers({ "Set-Cookie": clearCookie(FLOW_COOKIE) });
  if (!(await signInAllowed(context))) return redirect(paths.signIn(undefined, "too_many"), { headers });
  const cookies = request.headers.get("Cookie");
  const outcome = await completeSignIn(
    { ...context.ctx, signIn: context.signIn },
    {
      search: new URL(request.url).search,
      browserToken: readFlowCookie(cookies),
      sessionToken: readSessionCookie(cookies),
      userAgent: request.headers.get("User-Agent") ?? "",
    },
  );
  if (!outcome.ok) return redirect(paths.signIn(outcome.returnTo, outcome.reason), { headers });
  headers.append("Set-Cookie", setCookie(SESSION_COOKIE, outcome.sessionToken));
  return redirect(outcome.returnTo, { headers });
});
