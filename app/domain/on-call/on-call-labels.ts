import { TIME_ZONE } from "../../i18n/formats.ts";

export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, ...options });
const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = format({ weekday: "long" });
const date = format({ day: "numeric", month: "long" });
const WEEK_MS = 7 * 86_400_000;

/** `17:00` of the same day, `Monday 09:00` within a week, else `Monday 7 December 09:00`; in Helsinki time. */
export function dayAndTime(at: Date, now: Date): string {
  if (date.format(at) === date.format(now) && Math.abs(+at - +now) < WEEK_MS) return time.format(at);
  const day = +at - +now < WEEK_MS ? weekday.format(at) : `${weekday.format(at)} ${date.format(at)}`;
  return `${day} ${time.format(at)}`;
}

export type WhoNow = {
  office: { open: boolean; until: Date; holiday: string | null };
  desk: string;
  /** Null: there is no rota yet. */
  onCall: { name: string; until: Date | null; next: string | null } | null;
};

/** Who answers now, who after that: the page's first sentence. */
export function whoNowSentence({ office, desk, onCall }: WhoNow, now: Date): string {
  if (office.open) {
    const after = onCall ? `${onCall.name} is on call` : "nobody is on call: there is no rota";
    return `Office hours: ${desk} answer until ${dayAndTime(office.until, now)}. After that ${after}.`;
  }
  const outside = office.holiday ? `Outside office hours (${office.holiday}).` : "Outside office hours.";
  if (!onCall) return `${outside} Nobody is on call: there is no rota.`;
  const until = onCall.until ? ` until ${dayAndTime(onCall.until, now)}, then ${onCall.next}` : "";
  return `${outside} On call: ${onCall.name}${until}.`;
}
