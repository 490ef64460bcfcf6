import type { MetaFunction } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { formatBytes } from "#app/i18n/formats.ts";
import { pickLanguage, portalMaterial, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { FetchPanel } from "#app/ui/portal/fetch-panel.tsx";
import { VerifyPanel } from "#app/ui/portal/verify-panel.tsx";
import { PortalFrame } from "#app/ui/portal-frame.tsx";
import { PortalProblem } from "#app/ui/portal-problem.tsx";
import { chosenLanguage, portalLoader } from "./portal-guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: portalMessages(data?.lang ?? "fi").service }];

export const loader = portalLoader(async ({ ctx, request }) => {
  const { requestId: _request, runId: _run, parts, manifest, ...archive } = await readPortalArchive(ctx);
  const chosen = chosenLanguage(request);
  const files = parts.map(({ archiveKey: _key, ...part }) => part);
  return {
    archive,
    files,
    signed: manifest !== null,
    lang: pickLanguage(chosen ?? null, null, archive.language),
    chosen,
  };
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
  const { archive, files, signed, lang, chosen } = useLoaderData<typeof loader>();
  const t = portalMessages(lang);
  return (
    <PortalFrame language={lang} signOutAction={paths.portalSignOut({ lang: chosen })}>
      <h1>{t.archiveTitle[archive.of]}</h1>
      {archive.of === "payroll" && <Callout tone="info">{t.private}</Callout>}
      <FetchPanel
        language={lang}
        facts={[[t.company, `${archive.companyName}, ${archive.businessId}`]]}
        file={{
          ...archive,
          fileName: files.map(({ fileName }) => fileName).join(", "),
          bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        }}
        lead={files.length > 1 ? t.parts(files.length) : undefined}
        fetches={files.map(({ part, bytes }) => ({
          path: paths.portalDownload(part),
          label: files.length > 1 ? `${t.downloadPart(part, files.length)} (${formatBytes(bytes)})` : t.download,
        }))}
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
              <p className="mt-1">{materials.map((code) => portalMaterial(lang, code)).join(", ")}</p>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t.notThisTitle}>
        <p>{t.notThis[archive.of]}</p>
        <p className="mt-2">{t.notAll}</p>
        <p className="mt-2">
          <a className="text-accent underline" href={paths.publicArchiveFormats({ lang })}>
            {t.formatsLink}
          </a>
        </p>
      </Panel>
      <VerifyPanel
        language={lang}
        fileName={files[0]!.fileName}
        checksums={files}
        commands={files.flatMap(({ fileName }) => [
          `Windows:  certutil -hashfile ${fileName} SHA512`,
          `macOS:    shasum -a 512 ${fileName}`,
          `Linux:    sha512sum ${fileName}`,
        ])}
        checksumPath={paths.portalSha512()}
        signaturePath={signed ? paths.portalSha512Signature() : undefined}
      />
    </PortalFrame>
  );
}

export function ErrorBoundary() {
  return <PortalProblem error={useRouteError()} />;
}
