import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readPackage } from "#app/domain/disclosures/portal/read-package.server.ts";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { formatBytes, formatCount } from "#app/i18n/formats.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
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
  const commands = [
    `Windows:  certutil -hashfile ${shown.fileName} SHA512`,
    `macOS:    shasum -a 512 -c ${shown.fileName}.sha512`,
    `Linux:    sha512sum -c ${shown.fileName}.sha512`,
  ];
  return (
    <PortalFrame language={lang} service={d.service} signOutAction={paths.portalDisclosureSignOut({ lang: chosen })}>
      <h1>{d.title}</h1>
      <Panel>
        <Facts
          items={[
            [d.number, String(shown.number)],
            [d.reference, shown.reference],
            [d.rows, shown.rows === 0 ? d.empty : formatCount(shown.rows)],
            [t.fileName, shown.fileName],
            [t.size, formatBytes(shown.bytes)],
            [t.made, <Instant key="made" at={shown.madeAt} />],
            [t.until, <Instant key="until" at={shown.linkExpiresAt} />],
          ]}
        />
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <a className={buttonClass("primary")} href={paths.portalDisclosureDownload()} download>
            {d.download}
          </a>
          <span className="text-muted">{t.resume}</span>
        </div>
        <p className="mt-3 text-muted">{d.receipt}</p>
      </Panel>
      <Panel title={t.contents}>
        <p>{d.contents}</p>
      </Panel>
      <Panel title={t.verifyTitle}>
        <p>{t.verifyLead}</p>
        <code className="mt-2 block rounded bg-raised p-2.5 text-[13px] break-all select-all">{shown.sha512}</code>
        <pre className="mt-3 text-[13px] break-words whitespace-pre-wrap text-muted">{commands.join("\n")}</pre>
        <p className="mt-3">
          <a
            className="text-accent underline"
            href={paths.portalDisclosureSha512()}
            download={`${shown.fileName}.sha512`}
          >
            {t.verifyFile}
          </a>
          . {t.verifyBag}
        </p>
      </Panel>
    </PortalFrame>
  );
}
