import { Temporal } from "temporal-polyfill";

/**
 * A time zone as a calendar file describes it (RFC 5545, 3.6.5): each change of the clocks in the years around [from, to] as an
 * observance of its own, so that the file is right whatever rule the zone will follow later.
 * @param from the beginning of what the file holds
 * @returns lines that end in CRLF
 */
export function vtimezone(timeZone: string, from: Date, to: Date): string {
  const zoned = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const last = zoned(to).add({ years: 1 }).epochMilliseconds;
  // One change before the file's first instant says which time holds then.
  let change = zoned(from).getTimeZoneTransition("previous");
  const lines = ["BEGIN:VTIMEZONE", `TZID:${timeZone}`];
  if (!change) lines.push(...observance(zoned(from).with({ month: 1, day: 1 }), zoned(from).offset));
  while (change && change.epochMilliseconds <= last) {
    const before = change.subtract({ nanoseconds: 1 }).offset;
    lines.push(...observance(change, before));
    change = change.getTimeZoneTransition("next");
  }
  lines.push("END:VTIMEZONE");
  return lines.map((line) => `${line}\r\n`).join("");
}

function observance(change: Temporal.ZonedDateTime, before: string): string[] {
  // DTSTART is the wall time that was showing when the clocks changed.
  const wall = change.subtract({ nanoseconds: 1 }).toPlainDateTime().add({ nanoseconds: 1 });
  const kind = change.offset > before ? "DAYLIGHT" : "STANDARD";
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wall.toString({ smallestUnit: "second" }).replace(/[-:]/g, "")}`,
    `TZOFFSETFROM:${before.replace(":", "")}`,
    `TZOFFSETTO:${change.offset.replace(":", "")}`,
    `END:${kind}`,
  ];
}
