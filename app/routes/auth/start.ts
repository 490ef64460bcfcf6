import { redirect } from "@remix-run/node";
import { DomainError } from "#app/domain/errors.ts";
import { beginSignIn, FLOW_MINUTES } from "#app/domain/identity/begin-sign-in.server.ts";
import { safeReturnTo } from "#app/domain/identity/return-to.ts";
import type { SignInRefusal } from "#app/domain/identity/sign-in-refusals.ts";
import { paths } from "#app/paths.ts";
import { FLOW_COOKIE, setCookie } from "#app/platform/session.server.ts";
import { publicAction, publicLoader } from "../guard.server.ts";
import { signInAllowed } from "./sign-in-limit.server.ts";

/** Somebody reloads the address, or comes back by the browser's history: nothing begins by itself. */
export const loader = publicLoader("leads to the sign-in page", async () => redirect(paths.signIn()));

export const action = publicAction("begins a sign-in", async ({ request, context }) => {
  const form = await request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const returnTo = safeReturnTo(text("returnTo"));
  const invitationToken = text("invitation")?.trim();
  const back = (reason: SignInRefusal) => redirect(paths.signIn(returnTo, reason));
  if (!(await signInAllowed(context))) return back("too_many");
  try {
    const begun = await beginSignIn(
      { ...context.ctx, signIn: context.signIn },
      { methodId: text("method") ?? "", returnTo, fresh: text("fresh") === "1", invitationToken },
    );
    if (!begun.ok) return back(begun.reason);
    return redirect(begun.url, {
      headers: { "Set-Cookie": setCookie(FLOW_COOKIE, begun.browserToken, { maxAgeSeconds: FLOW_MINUTES * 60 }) },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "unavailable") return back("broker_unreachable");
    if (error.code === "not_signed_in") return back("session_ended");
    return redirect(paths.signIn(returnTo));
  }
});
