import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { Doorway, MethodForm } from "#app/ui/doorway.tsx";
import { TextField } from "#app/ui/field.tsx";
import { publicLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Accept the invitation · Huolto" }];

export const loader = publicLoader("whoever is invited has no account yet", async ({ context }) => ({
  signedIn: context.ctx.actor.kind === "staff" ? context.ctx.actor.displayName : null,
  methods: context.signIn.oidc.config.methods.map(({ id, label, what }) => ({ id, label, what })),
}));

export default function AcceptInvitation() {
  const { signedIn, methods } = useLoaderData<typeof loader>();
  const [token, setToken] = useState("");
  useEffect(() => {
    if (location.hash.length < 2) return;
    setToken(location.hash.slice(1));
    // Out of the address bar, and so out of the history and of screenshots.
    history.replaceState(history.state, "", paths.acceptInvitation());
  }, []);
  return (
    <Doorway title="Accept the invitation">
      {signedIn && (
        <Callout tone="warn" title={`You are signed in as ${signedIn}`}>
          An identity has one account only: only somebody without one can accept the invitation.
        </Callout>
      )}
      <p className="text-muted">
        Identify yourself once. From then on the same identification signs you in, by the same way. Neither your
        identity number nor anything else about you is kept: only a pseudonym by which you are recognised.
      </p>
      <MethodForm methods={methods} hidden={{ returnTo: paths.home() }}>
        <TextField
          name="invitation"
          label="Invitation"
          hint="Filled in when you open the link. Otherwise paste what follows # in the link."
          value={token}
          onChange={(event) => setToken(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          required
        />
      </MethodForm>
    </Doorway>
  );
}
