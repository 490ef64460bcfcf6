import type { Language } from "#app/i18n/languages.ts";
import { dayInLanguage, instantInLanguage, weekOfInstant } from "#app/i18n/public-dates.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { publicMessages } from "#app/i18n/public.ts";

/** An instant in Helsinki time, as the reader's language writes it. */
export function PublicTime({ at, language, day = false }: { at: string; language: Language; day?: boolean }) {
  return <time dateTime={at}>{day ? dayInLanguage(formatDay(at), language) : instantInLanguage(at, language)}</time>;
}

/** From when until when, with the week's number. */
export function PublicSpan({ from, to, language }: { from: string; to: string; language: Language }) {
  const sameDay = formatDay(from) === formatDay(to);
  const end = instantInLanguage(to, language);
  return (
    <>
      <time dateTime={from}>{instantInLanguage(from, language)}</time>
      {" – "}
      <time dateTime={to}>{sameDay ? end.slice(end.lastIndexOf(" ") + 1) : end}</time>
      <span className="text-muted">{`, ${publicMessages(language).week} ${weekOfInstant(from)}`}</span>
    </>
  );
}
