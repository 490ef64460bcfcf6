import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "#app/ui/panel.tsx";
import { FetchPanel } from "#app/ui/portal/fetch-panel.tsx";
import { VerifyPanel } from "#app/ui/portal/verify-panel.tsx";
import { PortalFrame } from "#app/ui/portal-frame.tsx";
import { chosenLanguage } from "../portal-guard.server.ts";
import { portalLoader } from "./authority-guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: disclosurePortalMessages(data?.lang ?? "fi").service },
];

export const loader = portalLoader(async ({ ctx, session, request }) => {
  const { key: _key, disclosureId: _id, ...shown } = await readPackage(ctx, session);
  const chosen = chosenLanguage(request);
  return { shown, lang: pickLanguage(chosen ?? null, null, shown.language), chosen };
});

export default function DisclosurePackage() {
  const { shown, lang, chosen } = useLoaderData<typeof loader>();
  const t = portalMessages(lang);
  const d = disclosurePortalMessages(lang);
  return (
    <PortalFrame language={lang} service={d.service} signOutAction={paths.portalDisclosureSignOut({ lang: chosen })}>
      <h1>{d.title}</h1>
      <FetchPanel
        language={lang}
        facts={[
          [d.number, String(shown.number)],
          [d.reference, shown.reference],
          [d.rows, shown.rows === 0 ? d.empty : formatCount(shown.rows)],
        ]}
        file={shown}
        fetches={[{ path: paths.portalDisclosureDownload(), label: d.download }]}
      >
        <p className="mt-3 text-muted">{d.receipt}</p>
      </FetchPanel>
      <Panel title={t.contents}>
        <p>{d.contents}</p>
      </Panel>
      <VerifyPanel
        language={lang}
        fileName={shown.fileName}
        checksums={[shown]}
        commands={[
          { system: "Windows", lines: [`certutil -hashfile ${shown.fileName} SHA512`] },
          { system: "macOS", lines: [`shasum -a 512 -c ${shown.fileName}.sha512`] },
          { system: "Linux", lines: [`sha512sum -c ${shown.fileName}.sha512`] },
        ]}
        checksumPath={paths.portalDisclosureSha512()}
      />
    </PortalFrame>
  );
}
