import { isRouteErrorResponse } from "@remix-run/react";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { PortalFrame } from "./portal-frame.tsx";
import { RouteProblem } from "./route-problem.tsx";

/** What a page of the portal says that the customer's own IP list keeps from this network; any other problem as everywhere. */
export function PortalProblem({ error }: { error: unknown }) {
  const said = isRouteErrorResponse(error) ? (error.data as { code?: string; lang?: string } | null) : null;
  if (said?.code !== "not_listed")
    return (
      <main>
        <RouteProblem error={error} />
      </main>
    );
  const language = pickLanguage(said.lang ?? null, null);
  const t = portalMessages(language);
  return (
    <div lang={language}>
      <PortalFrame language={language}>
        <h1>{t.notListedTitle}</h1>
        <p>{t.notListed}</p>
        <p>{t.notListedAsk}</p>
      </PortalFrame>
    </div>
  );
}
