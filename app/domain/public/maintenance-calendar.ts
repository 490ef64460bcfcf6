import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { Temporal } from "temporal-polyfill";
import type { Language } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { utcStamps } from "../../platform/calendar/utc-stamps.ts";
import { vtimezone } from "../../platform/calendar/vtimezone.ts";
import { soundText } from "../../platform/feeds/sound-text.ts";
import type { LoadedWindow } from "./load-public-windows.server.ts";
import { windowParagraphs, windowTitle } from "./window-words.ts";

const REFRESH_SECONDS = 3600;

const statusOf = ({ phase }: LoadedWindow): ICalEventStatus => {
  if (phase === "cancelled") return ICalEventStatus.CANCELLED;
  return phase === "preliminary" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
};

/**
 * Maintenance windows as a calendar file (RFC 5545, RFC 7986), in local time with its zone. The same windows give the same bytes.
 * An entry is what was announced: it keeps its end when the work was done before, and says so.
 * @param page the public page, absolute
 */
export function maintenanceCalendar(input: {
  windows: readonly LoadedWindow[];
  language: Language;
  serviceName: string;
  timeZone: string;
  page: string;
}): string {
  const { language, timeZone, page } = input;
  const t = publicMessages(language);
  const windows = input.windows.toSorted((a, b) => +a.startsAt - +b.startsAt || (a.id < b.id ? -1 : 1));
  const calendar = ical({
    name: soundText(`${input.serviceName}: ${t.pages.maintenance}`),
    prodId: { company: "Huolto", product: "Maintenance", language: language.toUpperCase() },
    ttl: REFRESH_SECONDS,
    url: page,
  });
  const first = windows[0]?.startsAt ?? new Date(0);
  const last = windows.at(-1)?.endsAt ?? first;
  calendar.timezone({ name: timeZone, generator: () => vtimezone(timeZone, first, last).trimEnd() });
  const local = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  for (const window of windows) {
    const event = calendar.createEvent({
      id: `window-${window.id}@${new URL(page).host}`,
      start: local(window.startsAt),
      end: local(window.endsAt),
      timezone: timeZone,
      stamp: window.changedAt,
      lastModified: window.changedAt,
      sequence: window.sequence,
      status: statusOf(window),
      summary: soundText(windowTitle(window, language)),
      description: soundText(windowParagraphs(window, language, timeZone).join("\n\n")),
      url: `${page}#w-${window.id}`,
      // A break of a service keeps nobody's own time.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (window.kind === "urgent") event.createCategory({ name: t.maintenance.urgent });
  }
  return utcStamps(
    calendar.toString(),
    windows.map(({ changedAt }) => changedAt),
  );
}
