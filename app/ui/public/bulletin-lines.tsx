import { Pin } from "lucide-react";
import type { PublicBulletinRow } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { weekNumber } from "#app/i18n/week-number.ts";
import { paths } from "#app/paths.ts";
import { Tag } from "../tag.tsx";
import { PublicTime } from "./public-time.tsx";

/** Bulletins or announcements, one after another. @param heading the level of each one's title */
export function BulletinLines({
  rows,
  language,
  heading: Heading = "h2",
}: {
  rows: readonly PublicBulletinRow[];
  language: Language;
  heading?: "h2" | "h3";
}) {
  const messages = publicMessages(language);
  const t = messages.bulletins;
  const href = ({ kind, slug }: PublicBulletinRow) =>
    kind === "weekly"
      ? paths.publicBulletin(slug, { lang: language })
      : paths.publicAnnouncement(slug, { lang: language });
  const titleOf = ({ kind, title }: PublicBulletinRow) =>
    title ?? (kind === "weekly" ? t.retractedWeekly : t.retractedImportant);
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {rows.map((row) => (
        <li key={row.slug} className="flex flex-col gap-1 px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Heading className="mr-1 min-w-0 break-words">
              <a className="text-accent underline" href={href(row)} lang={row.language}>
                <bdi>{titleOf(row)}</bdi>
              </a>
            </Heading>
            {row.pinned && (
              <span className="inline-flex items-center gap-1 text-[13px] text-muted">
                <Pin aria-hidden className="size-3.5" /> {t.pinned}
              </span>
            )}
            {row.title === null && <Tag tone="ended">{t.retracted}</Tag>}
            {row.correctedAt && <Tag tone="neutral">{t.corrected}</Tag>}
          </div>
          <p className="text-[13px] text-muted first-letter:uppercase">
            {row.weekOf && `${messages.week} ${weekNumber(row.weekOf)}, `}
            <PublicTime at={row.publishedAt} language={language} day />
          </p>
          {row.lead && (
            <p lang={row.language} className="max-w-[70ch] break-words">
              <bdi>{row.lead}</bdi>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
