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
  fetches,
  lead,
  children,
}: {
  language: PortalLanguage;
  /** What comes before the file's own facts. */
  facts: readonly [string, ReactNode][];
  file: { fileName: string; bytes: number; madeAt: Date | string; linkExpiresAt: Date | string };
  /** One, or one for each part of what is too large for one file. */
  fetches: readonly { path: string; label: string }[];
  /** Said before the links. */
  lead?: string;
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
        {lead && <p className="w-full">{lead}</p>}
        {fetches.map(({ path, label }) => (
          <a key={path} className={buttonClass("primary")} href={path} download>
            {label}
          </a>
        ))}
        <span className="text-muted">{t.resume}</span>
      </div>
      {children}
    </Panel>
  );
}
