import { Temporal } from "temporal-polyfill";
import { formatInstant } from "../../i18n/formats.ts";

export type Reminder = "reminded" | "reminded_again";

/**
 * Which reminder about a planned window that is not announced is due: one when its announcement is late, and another on the day
 * before its start. One that comes on that day anyway is enough.
 * @param sent those that went out, with their instants
 */
export function reminderDue(
  { startsAt, announceBy }: { startsAt: Date; announceBy: Date },
  sent: readonly { what: string; at: Date }[],
  now: Date,
  timeZone: string,
): Reminder | null {
  if (now <= announceBy || now >= startsAt) return null;
  const first = sent.find(({ what }) => what === "reminded");
  if (!first) return "reminded";
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone);
  const dayBefore = new Date(start.subtract({ days: 1 }).epochMilliseconds);
  const again = sent.some(({ what }) => what === "reminded_again");
  return !again && first.at < dayBefore && now >= dayBefore ? "reminded_again" : null;
}

/** @param link the window's page, absolute */
export function reminderMail(
  { title, startsAt, announceBy }: { title: string; startsAt: Date; announceBy: Date },
  link: string,
): { subject: string; body: string } {
  return {
    subject: `Not announced yet: ${title}`,
    body: `“${title}” starts ${formatInstant(startsAt)} and had to be announced by ${formatInstant(announceBy)} (Finnish time). Customers do not know of it yet.

Announce it, or propose to move or skip it:

${link}
`,
  };
}
