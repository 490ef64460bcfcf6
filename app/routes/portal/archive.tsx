import type { MetaFunction } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { dateInLanguage, instantInLanguage } from "#app/i18n/public-dates.ts";
import { bytesInLanguage } from "#app/i18n/public-numbers.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { ContentsPanel } from "#app/ui/portal/contents-panel.tsx";
import { FetchPanel } from "#app/ui/portal/fetch-panel.tsx";
import { VerifyPanel } from "#app/ui/portal/verify-panel.tsx";
import { useRevalidateOnReturn } from "#app/ui/portal/use-revalidate-on-return.ts";
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

export default function PortalArchivePage() {
  const { archive, files, signed, lang, chosen } = useLoaderData<typeof loader>();
  const t = portalMessages(lang);
  useRevalidateOnReturn();
  const until = instantInLanguage(archive.linkExpiresAt, lang);
  const several = files.length > 1;
  const keptUntil = archive.years
    .map((year) => year.retainUntil)
    .sort()
    .at(-1);
  return (
    <PortalFrame language={lang} signOutAction={paths.portalSignOut({ lang: chosen })}>
      <header className="flex flex-col gap-1.5">
        <h1>{t.archiveTitle[archive.of]}</h1>
        <p>{files.every(({ fetchedAt }) => fetchedAt) ? t.allFetched(until) : t.lead(until)}</p>
      </header>
      {archive.of === "payroll" && <Callout tone="info">{t.private}</Callout>}
      <FetchPanel
        language={lang}
        facts={[[t.company, `${archive.companyName}, ${archive.businessId}`]]}
        file={{
          ...archive,
          fileName: several ? undefined : files[0]!.fileName,
          bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        }}
        lead={several ? t.parts(files.length) : undefined}
        fetches={files.map(({ part, bytes, fileName, fetchedAt }) => ({
          path: paths.portalDownload(part),
          label: several ? `${t.downloadPart(part, files.length)} (${bytesInLanguage(bytes, lang)})` : t.download,
          file: several ? fileName : undefined,
          fetchedAt,
        }))}
      />
      <Panel title={t.thenTitle}>
        <ol className="flex list-decimal flex-col gap-1.5 pl-5">
          {[...t.nextSteps, ...(keptUntil ? [t.thenKeep(dateInLanguage(keptUntil, lang))] : [])].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Panel>
      <ContentsPanel language={lang} years={archive.years} />
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
        commands={[
          { system: "Windows", lines: files.map(({ fileName }) => `certutil -hashfile ${fileName} SHA512`) },
          { system: "macOS", lines: files.map(({ fileName }) => `shasum -a 512 ${fileName}`) },
          { system: "Linux", lines: files.map(({ fileName }) => `sha512sum ${fileName}`) },
        ]}
        checksumPath={paths.portalSha512()}
        signaturePath={signed ? paths.portalSha512Signature() : undefined}
      />
    </PortalFrame>
  );
}

export function ErrorBoundary() {
  return <PortalProblem error={useRouteError()} />;
}
