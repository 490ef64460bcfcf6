import { redirect } from "@remix-run/node";
import { endPortalSession } from "#app/domain/exports/portal/end-portal-session.server.ts";
import { paths } from "#app/paths.ts";
import { clearCookie, PORTAL_COOKIE } from "#app/platform/session.server.ts";
import { publicLoader } from "../guard.server.ts";
import { chosenLanguage, portalAction } from "./portal-guard.server.ts";

export const loader = publicLoader("signing out takes a form, not a link", async () => redirect(paths.portal()));

export const action = portalAction(
  async ({ ctx, request }) => {
    await endPortalSession(ctx);
    return redirect(paths.portal({ lang: chosenLanguage(request), said: "signedOut" }), {
      headers: { "Set-Cookie": clearCookie(PORTAL_COOKIE), "Clear-Site-Data": '"cache", "storage"' },
    });
  },
  { anywhere: true },
);
