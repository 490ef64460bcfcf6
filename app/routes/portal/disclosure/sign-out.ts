import { redirect } from "@remix-run/node";
import { endAuthoritySession } from "#app/domain/disclosures/portal/authority-session.server.ts";
import { paths } from "#app/paths.ts";
import { clearCookie, DISCLOSURE_COOKIE } from "#app/platform/session.server.ts";
import { publicLoader } from "../../guard.server.ts";
import { chosenLanguage } from "../portal-guard.server.ts";
import { portalAction } from "./authority-guard.server.ts";

export const loader = publicLoader("signing out takes a form, not a link", async () =>
  redirect(paths.portalDisclosure()),
);

export const action = portalAction(async ({ ctx, session, request }) => {
  await endAuthoritySession(ctx, session);
  return redirect(paths.portalDisclosure({ lang: chosenLanguage(request), said: "signedOut" }), {
    headers: { "Set-Cookie": clearCookie(DISCLOSURE_COOKIE), "Clear-Site-Data": '"cache", "storage"' },
  });
});
