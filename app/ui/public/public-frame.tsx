import { Megaphone } from "lucide-react";
import type { ReactNode } from "react";
import type { PinnedAnnouncement } from "#app/domain/public/public-view.ts";
import { archiveFormatMessages } from "#app/i18n/archive-formats.ts";
import { archiveKeyMessages } from "#app/i18n/archive-keys.ts";
import { type Language, languageNames, languages } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import favicon from "../favicon.svg?url";

export type PublicPage = "home" | "maintenance" | "bulletins" | "announcements" | "subscribe";

const linkClass = (current: boolean) =>
  `inline-flex min-h-8 items-center rounded px-2 ${current ? "bg-accent-soft font-semibold text-accent" : "text-muted hover:text-ink"}`;

/** The same page in another language. @param path within the host, with its query */
export function inLanguage(path: string, language: Language): string {
  const url = new URL(path, "http://host.invalid");
  url.searchParams.set("lang", language);
  return `${url.pathname}${url.search}`;
}

/**
 * The frame of the pages that anybody reads: the service's name, the pages, the languages, pinned announcements, and at the foot
 * what readers of archives come for.
 * @param path of this page within the host, with its query: it is offered in the other languages
 * @param nav the page of the navigation that this one belongs to
 * @param service the service's name
 */
export function PublicFrame({
  language,
  path,
  nav,
  service,
  pinned = [],
  children,
}: {
  language: Language;
  path: string;
  nav: PublicPage | null;
  service: string;
  pinned?: readonly PinnedAnnouncement[];
  children: ReactNode;
}) {
  const t = publicMessages(language);
  const lang = language;
  const hrefs: Record<PublicPage, string> = {
    home: paths.publicHome({ lang }),
    maintenance: paths.publicMaintenance({ lang }),
    bulletins: paths.publicBulletins({ lang }),
    announcements: paths.publicAnnouncements({ lang }),
    subscribe: paths.subscribe({ lang }),
  };
  const archivePages = [
    [paths.publicArchiveFormats({ lang }), archiveFormatMessages(lang).title],
    [paths.publicArchiveKeys({ lang }), archiveKeyMessages(lang).title],
  ] as const;
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4 py-5 sm:px-6 sm:py-8 print:min-h-0 print:py-0">
      <a
        href="#page"
        className="sr-only rounded bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t.skip}
      </a>
      <header className="mb-6 flex flex-col gap-2 border-b border-line pb-3">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <a href={hrefs.home} className="flex items-center gap-2 text-base font-semibold text-ink no-underline">
            <img src={favicon} alt="" className="size-6" /> {service}
          </a>
          <nav aria-label={t.language} className="-mx-2 flex items-center gap-1 print:hidden">
            {languages.map((other) => (
              <a
                key={other}
                href={inLanguage(path, other)}
                lang={other}
                hrefLang={other}
                aria-current={other === language ? "true" : undefined}
                className={linkClass(other === language)}
              >
                {languageNames[other]}
              </a>
            ))}
          </nav>
        </div>
        <nav aria-label={t.navigation} className="-mx-2 flex flex-wrap items-center gap-x-1 print:hidden">
          {(Object.keys(hrefs) as PublicPage[]).map((page) => (
            <a
              key={page}
              href={hrefs[page]}
              aria-current={page === nav ? "page" : undefined}
              className={linkClass(page === nav)}
            >
              {t.pages[page]}
            </a>
          ))}
        </nav>
      </header>
      {pinned.length > 0 && (
        <ul aria-label={t.pinned} className="mb-5 flex flex-col gap-2 print:hidden">
          {pinned.map(({ slug, title, language: its }) => (
            <li key={slug} className="flex gap-2.5 rounded-md bg-info-soft px-3.5 py-2.5">
              <Megaphone aria-hidden className="mt-0.5 size-4 shrink-0 text-info" strokeWidth={2.25} />
              <a href={paths.publicAnnouncement(slug, { lang })} lang={its} className="min-w-0 break-words underline">
                <bdi>{title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      <main id="page" className="flex flex-col gap-5">
        {children}
      </main>
      <footer className="mt-auto pt-10 print:hidden">
        <ul className="flex flex-wrap gap-x-5 gap-y-1 border-t border-line pt-3 text-muted">
          {archivePages.map(([href, title]) => (
            <li key={href}>
              <a href={href} className="inline-flex min-h-8 items-center underline hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </footer>
    </div>
  );
}
