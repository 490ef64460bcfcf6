import { redirect } from "@remix-run/node";
import { DomainError } from "#app/domain/errors.ts";
import { endOwnSessions } from "#app/domain/identity/end-own-sessions.server.ts";
import { paths } from "#app/paths.ts";
import { clearCookie, SESSION_COOKIE } from "#app/platform/session.server.ts";
import { publicAction, publicLoader } from "../guard.server.ts";

export const loader = publicLoader("signing out takes a form, not a link", async () => redirect(paths.home()));

export const action = publicAction("whoever has no session any more is signed out too", async ({ context }) => {
  const { ctx } = context;
  if (ctx.actor.kind === "staff") {
    await endOwnSessions(ctx, { sessionId: ctx.actor.sessionId }).catch((error: unknown) => {
      // Ended meanwhile, in another tab or by an administrator: that is what was asked for.
      if (!(error instanceof DomainError && error.code === "not_found")) throw error;
    });
  }
  return redirect(paths.signedOut(), {
    headers: { "Set-Cookie": clearCookie(SESSION_COOKIE), "Clear-Site-Data": '"cache", "storage"' },
  });
});
