import type { ReactNode } from "react";
import { formatBytes } from "#app/i18n/formats.ts";
import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { buttonClass } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { Facts, Panel } from "../panel.tsx";

/** What there is to fetch, until when, and the link that fetches it. */
export function FetchPanel({
  language,
  facts,
  file,
  fetchPath,
  fetchLabel,
  children,
}: {
  language: PortalLanguage;
  /** What comes before the file's own facts. */
  facts: readonly [string, ReactNode][];
  file: { fileName: string; bytes: number; madeAt: Date | string; linkExpiresAt: Date | string };
  fetchPath: string;
  fetchLabel: string;
  children?: ReactNode;
}) {
  const t = portalMessages(language);
  return (
    <Panel>
      <Facts
        items={[
          ...facts,
          [t.fileName, file.fileName],
          [t.size, formatBytes(file.bytes)],
          [t.made, <Instant key="made" at={file.madeAt} />],
          [t.until, <Instant key="until" at={file.linkExpiresAt} />],
        ]}
      />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <a className={buttonClass("primary")} href={fetchPath} download>
          {fetchLabel}
        </a>
        <span className="text-muted">{t.resume}</span>
      </div>
      {children}
    </Panel>
  );
}
