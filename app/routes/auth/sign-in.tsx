import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { safeReturnTo } from "#app/domain/identity/return-to.ts";
import { isSignInRefusal, signInRefusals } from "#app/domain/identity/sign-in-refusals.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { Doorway, MethodForm } from "#app/ui/doorway.tsx";
import { publicLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · Huolto" }];

export const loader = publicLoader("whoever signs in is not signed in yet", async ({ request, context }) => {
  const query = new URL(request.url).searchParams;
  const returnTo = safeReturnTo(query.get("returnTo"));
  const error = query.get("error") ?? "";
  const { actor } = context.ctx;
  const here = actor.kind === "staff" ? actor.displayName : null;
  // Whoever is signed in and comes back with an error failed at a fresh sign-in.
  const fresh = here !== null && (query.has("fresh") || error !== "");
  if (here && !fresh) throw redirect(returnTo);
  return {
    returnTo,
    fresh,
    here,
    problem: isSignInRefusal(error) ? signInRefusals[error] : null,
    calm: error === "cancelled",
    signedOut: query.has("signedOut"),
    demo: context.demo,
    methods: context.signIn.oidc.config.methods.map(({ id, label, what }) => ({ id, label, what })),
  };
});

export default function SignIn() {
  const { returnTo, fresh, here, problem, calm, signedOut, demo, methods } = useLoaderData<typeof loader>();
  return (
    <Doorway title={fresh ? "Confirm that it is you" : "Sign in"}>
      {problem && (
        <Callout
          tone={calm ? "info" : "bad"}
          title={calm ? undefined : here ? `You are still signed in as ${here}` : "You were not signed in"}
        >
          {problem}
        </Callout>
      )}
      {signedOut && !problem && (
        <Callout tone="good">You have signed out. Close the browser if others use this computer.</Callout>
      )}
      <p className="text-muted">
        {fresh
          ? `An approval needs an identification made within the last 5 minutes, by you, ${here}. You come back to where you were.`
          : "Identify yourself with one of these. There is no password: each asks for two factors."}
      </p>
      {demo && !fresh && (
        <Callout tone="info">Demo: any way leads to a list of invented people. Choose one; the code is shown.</Callout>
      )}
      <MethodForm methods={methods} hidden={{ returnTo, ...(fresh ? { fresh: "1" } : {}) }} />
      {here && (
        <p>
          <Link to={returnTo} className="text-accent underline">
            Go back without signing in again
          </Link>
        </p>
      )}
      {!here && (
        <p className="text-muted">
          Invited for the first time?{" "}
          <Link to={paths.acceptInvitation()} className="text-accent underline">
            Accept the invitation
          </Link>
        </p>
      )}
    </Doorway>
  );
}
