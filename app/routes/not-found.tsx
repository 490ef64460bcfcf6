import { useRouteError } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import { pickLanguage } from "#app/i18n/portal.ts";
import { PortalProblem } from "#app/ui/portal-problem.tsx";
import { publicLoader } from "./guard.server.ts";

/** Every address that nothing else answers. */
export const loader = publicLoader("says only that there is nothing", async ({ request, context }) => {
  if (context.host === "portal") {
    const chosen = new URL(request.url).searchParams.get("lang");
    const lang = pickLanguage(chosen, request.headers.get("accept-language"));
    throw Response.json({ code: "no_page", lang }, { status: 404 });
  }
  throw new DomainError("not_found", "There is no page at this address. Check the link, or start from the home page.");
});

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <PortalProblem error={useRouteError()} />;
}
