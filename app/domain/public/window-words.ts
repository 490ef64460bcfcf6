import { instantInLanguage, lengthInWords, spanInLanguage, weekOfInstant } from "../../i18n/public-dates.ts";
import type { Language } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { hasClockChange } from "../maintenance/timing-rules.ts";
import { urgentTitles } from "../maintenance/title-rules.ts";
import type { LoadedWindow } from "./load-public-windows.server.ts";

/** How calendars and feeds name a window: what changed about it comes first, for programs that show nothing but names. */
export function windowTitle(window: LoadedWindow, language: Language): string {
  const t = publicMessages(language).maintenance;
  const marks = [
    window.phase === "cancelled" && t.cancelled,
    window.phase === "preliminary" && t.phases.preliminary,
    window.phase !== "cancelled" && window.hoursChangedAt && t.hoursChangedMark,
    // Unless somebody gave it a title of its own, the title says so itself.
    window.kind === "urgent" && window.title !== urgentTitles[language] && t.urgent,
  ].filter(Boolean);
  return marks.length > 0 ? `${marks.join(", ")}: ${window.title}` : window.title;
}

/** What calendars and feeds say of a window, paragraph by paragraph, by its record alone: plain text. */
export function windowParagraphs(window: LoadedWindow, language: Language, timeZone: string): string[] {
  const messages = publicMessages(language);
  const t = messages.maintenance;
  const { startsAt, endsAt } = window;
  const hours = `${spanInLanguage(startsAt, endsAt, language)} (Europe/Helsinki), ${messages.week} ${weekOfInstant(startsAt)}`;
  return [
    window.phase === "cancelled" && t.cancelledText,
    window.phase === "preliminary" && t.preliminaryLead,
    `${t.when}: ${hours}. ${t.lasts}: ${lengthInWords(startsAt, endsAt)}.`,
    hasClockChange(window, timeZone) && t.clockChange,
    window.components.length > 0 && `${t.affects}: ${window.components.join(", ")}.`,
    window.message,
    window.hoursChangedAt && `${t.hoursChanged}: ${instantInLanguage(window.hoursChangedAt, language)}.`,
    window.finishedAt &&
      window.state === "completed" &&
      `${t.phases[window.phase]}. ${t.finished}: ${instantInLanguage(window.finishedAt, language)}.`,
  ].filter((paragraph) => typeof paragraph === "string" && paragraph !== "") as string[];
}
