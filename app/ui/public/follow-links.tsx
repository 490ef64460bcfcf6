import { CalendarPlus, Mail, Rss } from "lucide-react";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";

const linkClass = "inline-flex min-h-8 items-center gap-1.5 text-accent underline";

/**
 * The ways to learn of news without coming back.
 * @param feeds name and address of each
 * @param calendar the address of a calendar file, absolute; programs subscribe to it by webcal
 */
export function FollowLinks({
  title,
  topic,
  feeds,
  calendar,
  language,
}: {
  title: string;
  topic: "maintenance" | "bulletins" | "announcements";
  feeds: readonly { name: string; href: string }[];
  calendar?: string;
  language: Language;
}) {
  const t = publicMessages(language);
  return (
    <section aria-label={title} className="border-t border-line pt-4 print:hidden">
      <h2>{title}</h2>
      <ul className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
        <li>
          <a className={linkClass} href={paths.subscribe({ lang: language, topic })}>
            <Mail aria-hidden className="size-4" /> {t.byEmail}
          </a>
        </li>
        {calendar && (
          <>
            <li>
              <a className={linkClass} href={calendar.replace(/^https?:/, "webcal:")}>
                <CalendarPlus aria-hidden className="size-4" /> {t.maintenance.toCalendar}
              </a>
            </li>
            <li>
              <a className={linkClass} href={calendar}>
                {t.maintenance.calendarFile}
              </a>
            </li>
          </>
        )}
        {feeds.map(({ name, href }) => (
          <li key={href}>
            <a className={linkClass} href={href}>
              <Rss aria-hidden className="size-4" /> {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
