import type { PublicKind } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import type { FeedLink } from "./public-meta.ts";

const types = { atom: "application/atom+xml", rss: "application/rss+xml", json: "application/feed+json" } as const;
const names = { atom: "Atom", rss: "RSS", json: "JSON Feed" } as const;

/** The feeds of the bulletins or announcements in a language. */
export const bulletinFeeds = (kind: PublicKind, lang: Language): FeedLink[] =>
  (["atom", "rss", "json"] as const).map((format) => ({
    type: types[format],
    title: `${publicMessages(lang).pages[kind === "weekly" ? "bulletins" : "announcements"]} (${names[format]})`,
    href: kind === "weekly" ? paths.publicBulletinsFeed(lang, format) : paths.publicAnnouncementsFeed(lang, format),
  }));

/** The feeds of the maintenance windows in a language, with the calendar. */
export const maintenanceFeeds = (lang: Language): FeedLink[] => [
  { type: "text/calendar", title: "iCalendar", href: paths.publicMaintenanceFeed("ics", { lang }) },
  ...(["atom", "json"] as const).map((format) => ({
    type: types[format],
    title: `${publicMessages(lang).pages.maintenance} (${names[format]})`,
    href: paths.publicMaintenanceFeed(format, { lang }),
  })),
];
