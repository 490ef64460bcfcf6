import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { instantInLanguage } from "#app/i18n/public-dates.ts";
import { bytesInLanguage } from "#app/i18n/public-numbers.ts";
import { buttonClass } from "../button.tsx";
import { Facts, Panel } from "../panel.tsx";

export type Fetch = {
  path: string;
  label: string;
  /** What stands beside the link of one part among several. */
  file?: string;
  /** When all of it had gone out for the first time. */
  fetchedAt?: Date | string | null;
};

/** What there is to fetch, until when, and the links that fetch it: one, or one for each part of what is too large for one file. */
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
  /** Its name is left out where each part has its own. */
  file: { fileName?: string; bytes: number; madeAt: Date | string; linkExpiresAt: Date | string };
  fetches: readonly Fetch[];
  /** Said before the links. */
  lead?: string;
  children?: ReactNode;
}) {
  const t = portalMessages(language);
  const next = fetches.find(({ fetchedAt }) => !fetchedAt);
  return (
    <Panel>
      <Facts
        items={[
          ...facts,
          ...(file.fileName ? [[t.fileName, file.fileName] as [string, string]] : []),
          [t.size, bytesInLanguage(file.bytes, language)],
          [t.made, instantInLanguage(file.madeAt, language)],
          [t.until, t.untilTime(instantInLanguage(file.linkExpiresAt, language))],
        ]}
      />
      {lead && <p className="mt-4">{lead}</p>}
      <ul className="mt-4 flex flex-col gap-3">
        {fetches.map((one) => (
          <li key={one.path} className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
            <a
              className={`${buttonClass(one === next ? "primary" : "secondary")} max-sm:w-full`}
              href={one.path}
              download
            >
              {one.label}
            </a>
            {one.file && <span className="min-w-0 break-all text-muted">{one.file}</span>}
            {one.fetchedAt && (
              <span className="inline-flex items-center gap-1.5">
                <Check aria-hidden className="size-4 shrink-0 text-good" strokeWidth={2.5} />
                {t.fetched(instantInLanguage(one.fetchedAt, language))}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-muted">{t.resume}</p>
      {children}
    </Panel>
  );
}
