import { isRouteErrorResponse } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { pickLanguage, portalLanguages, portalMessages } from "#app/i18n/portal.ts";
import { buttonClass } from "./button.tsx";
import { PortalFrame } from "./portal-frame.tsx";
import { RouteProblem } from "./route-problem.tsx";

/**
 * What a page of the portal says that the customer's own IP list keeps from this network, or that is not there; any other problem
 * as everywhere.
 */
export function PortalProblem({ error }: { error: unknown }) {
  const said = isRouteErrorResponse(error) ? (error.data as { code?: string; lang?: string } | null) : null;
  if (said?.code !== "not_listed" && said?.code !== "no_page")
    return (
      <main>
        <RouteProblem error={error} />
        <div className="mx-auto -mt-12 max-w-xl px-4 pb-16">
          {portalLanguages
            .filter((language) => language !== "en")
            .map((language) => (
              <p key={language} lang={language} className="mt-3 border-t border-line pt-3">
                {portalMessages(language).failed}
              </p>
            ))}
        </div>
      </main>
    );
  const language = pickLanguage(said.lang ?? null, null);
  const t = portalMessages(language);
  return (
    <div lang={language}>
      <PortalFrame language={language}>
        {said.code === "no_page" ? (
          <>
            <h1>{t.notFoundTitle}</h1>
            <p>{t.notFound}</p>
            <p>
              <a className={buttonClass()} href={paths.portal({ lang: language })}>
                {t.openTitle}
              </a>
            </p>
          </>
        ) : (
          <>
            <h1>{t.notListedTitle}</h1>
            <p>{t.notListed}</p>
            <p>{t.notListedAsk}</p>
          </>
        )}
      </PortalFrame>
    </div>
  );
}
