import { Form } from "@remix-run/react";
import type { PublicBulletinList, PublicKind } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { EmptyState } from "../page.tsx";
import { BulletinLines } from "./bulletin-lines.tsx";
import { FollowLinks } from "./follow-links.tsx";

const feedNames = { atom: "Atom", rss: "RSS", json: "JSON Feed" } as const;

/** The list of the bulletins or of the announcements, with its search, its pages and its feeds. */
export function ListPage({
  kind,
  list,
  q,
  language: lang,
}: {
  kind: PublicKind;
  list: PublicBulletinList;
  q: string;
  language: Language;
}) {
  const messages = publicMessages(lang);
  const t = messages.bulletins;
  const weekly = kind === "weekly";
  const href = (choice: { q?: string; page?: string }) =>
    weekly ? paths.publicBulletins({ lang, ...choice }) : paths.publicAnnouncements({ lang, ...choice });
  return (
    <>
      <header className="flex flex-col gap-2">
        <h1>{weekly ? messages.pages.bulletins : messages.pages.announcements}</h1>
        <p className="text-muted">{weekly ? t.lead : t.announcementsLead}</p>
      </header>
      <Form role="search" action={href({})} className="flex flex-wrap items-end gap-2 print:hidden">
        <input type="hidden" name="lang" value={lang} />
        <div className="min-w-0 flex-1 basis-56">
          <TextField name="q" type="search" label={t.searchLabel} defaultValue={q} maxLength={100} key={q} />
        </div>
        <Button>{t.search}</Button>
        {q && (
          <a className="inline-flex min-h-9 items-center px-1 text-accent underline" href={href({})}>
            {t.everything}
          </a>
        )}
      </Form>
      {q && list.total > 0 && <p role="status">{t.found(list.total)}</p>}
      {list.rows.length > 0 ? (
        <BulletinLines rows={list.rows} language={lang} />
      ) : (
        <div className="rounded-lg border border-line bg-surface">
          {q ? (
            <EmptyState title={t.noMatch}>{t.noMatchHelp}</EmptyState>
          ) : (
            <EmptyState title={weekly ? t.none : t.noneAnnounced} />
          )}
        </div>
      )}
      {list.pages > 1 && (
        <nav aria-label={t.page(list.page, list.pages)} className="flex flex-wrap items-center gap-4 print:hidden">
          {list.page > 1 && (
            <a className="text-accent underline" rel="prev" href={href({ q, page: String(list.page - 1) })}>
              {t.newer}
            </a>
          )}
          <span className="text-muted">{t.page(list.page, list.pages)}</span>
          {list.page < list.pages && (
            <a className="text-accent underline" rel="next" href={href({ q, page: String(list.page + 1) })}>
              {t.older}
            </a>
          )}
        </nav>
      )}
      <FollowLinks
        title={weekly ? t.follow : t.followAnnouncements}
        topic={weekly ? "bulletins" : "announcements"}
        language={lang}
        feeds={(["atom", "rss", "json"] as const).map((format) => ({
          name: feedNames[format],
          href: weekly ? paths.publicBulletinsFeed(lang, format) : paths.publicAnnouncementsFeed(lang, format),
        }))}
      />
    </>
  );
}
