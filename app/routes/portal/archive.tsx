import type { MetaFunction } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { materialLabel } from "#app/domain/exports/material-labels.ts";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { pickLanguage, portalMaterials, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "#app/ui/panel.tsx";
import { FetchPanel } from "#app/ui/portal/fetch-panel.tsx";
import { VerifyPanel } from "#app/ui/portal/verify-panel.tsx";
import { PortalFrame } from "#app/ui/portal-frame.tsx";
import { PortalProblem } from "#app/ui/portal-problem.tsx";
import { chosenLanguage, portalLoader } from "./portal-guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: portalMessages(data?.lang ?? "fi").service }];

export const loader = portalLoader(async ({ ctx, request }) => {
  const { archiveKey: _key, requestId: _request, runId: _run, ...archive } = await readPortalArchive(ctx);
  const chosen = chosenLanguage(request);
  return { archive, lang: pickLanguage(chosen ?? null, null, archive.language), chosen };
});

type Year = { startsOn: string; endsOn: string; materials: string[]; retainUntil: string };

/** Years next to each other with the same materials are told together. */
function byMaterials(years: Year[]) {
  const groups: { materials: string[]; years: Year[] }[] = [];
  for (const year of years) {
    const last = groups.at(-1);
    if (last?.materials.join() === year.materials.join()) last.years.push(year);
    else groups.push({ materials: year.materials, years: [year] });
  }
  return groups;
}

export default function PortalArchivePage() {
  const { archive, lang, chosen } = useLoaderData<typeof loader>();
  const t = portalMessages(lang);
  const material = (code: string) =>
    lang === "en"
      ? materialLabel(code).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
      : (portalMaterials[lang][code] ?? code);
  return (
    <PortalFrame language={lang} signOutAction={paths.portalSignOut({ lang: chosen })}>
      <h1>{t.archiveTitle}</h1>
      <FetchPanel
        language={lang}
        facts={[[t.company, `${archive.companyName}, ${archive.businessId}`]]}
        file={archive}
        fetchPath={paths.portalDownload()}
        fetchLabel={t.download}
      />
      <Panel title={t.contents}>
        <ul className="flex flex-col gap-4">
          {byMaterials(archive.years).map(({ materials, years }) => (
            <li key={years[0]!.startsOn}>
              <ul className="tabular">
                {years.map((year) => (
                  <li key={year.startsOn}>
                    <span className="font-medium">
                      {t.year} {year.startsOn} – {year.endsOn}
                    </span>
                    , <span className="text-muted">{`${t.keepUntil.toLowerCase()} ${year.retainUntil}`}</span>
                  </li>
                ))}
              </ul>
              <p className="mt-1">{materials.map(material).join(", ")}</p>
            </li>
          ))}
        </ul>
      </Panel>
      <VerifyPanel
        language={lang}
        fileName={archive.fileName}
        sha512={archive.sha512}
        commands={[
          `Windows:  certutil -hashfile ${archive.fileName} SHA512`,
          `macOS:    shasum -a 512 ${archive.fileName}`,
          `Linux:    sha512sum ${archive.fileName}`,
        ]}
        checksumPath={paths.portalSha512()}
      />
    </PortalFrame>
  );
}

export function ErrorBoundary() {
  return <PortalProblem error={useRouteError()} />;
}
