import { Temporal } from "temporal-polyfill";

const ZONE = "Europe/Helsinki";
const DAY = /^(\d{4}-\d{2}-\d{2})$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

export type PeriodEnd = { instant: string; problem?: undefined } | { problem: string; instant?: undefined };

/**
 * An end of a period as an authority writes it, as an instant. A day is whole, in Helsinki: as the beginning it begins at its
 * midnight, as the end it is included. A time of day is one of Helsinki, and as the end it is not included; a time with an offset
 * is taken as it is. A time that the clock change makes twice or never is refused, since either reading could be wrong.
 * @returns an instant in UTC, `2026-09-01T21:00:00.000Z`, or what is wrong, as a sentence
 */
export function readPeriodEnd(text: string, end: "from" | "to"): PeriodEnd {
  const trimmed = text.trim();
  try {
    if (WITH_OFFSET.test(trimmed)) return asInstant(Temporal.Instant.from(trimmed));
    const day = DAY.exec(trimmed)?.[1];
    if (day) {
      const date = Temporal.PlainDate.from(day);
      const first = end === "from" ? date : date.add({ days: 1 });
      return asInstant(first.toZonedDateTime(ZONE).toInstant());
    }
    const local = LOCAL.exec(trimmed);
    if (local) return readLocal(`${local[1]}T${local[2]}`);
  } catch {
    // Of the right form, and no such day or time.
  }
  return { problem: "Give a day, such as 2026-09-01, or a time, such as 2026-09-01 14:30 (Helsinki)." };
}

function readLocal(text: string): PeriodEnd {
  const local = Temporal.PlainDateTime.from(text);
  try {
    return asInstant(local.toZonedDateTime(ZONE, { disambiguation: "reject" }).toInstant());
  } catch {
    const offset = local.toZonedDateTime(ZONE, { disambiguation: "earlier" }).offset;
    return {
      problem: `On that day the clock is changed, and this time comes twice or never. Write it with its offset, such as ${text}${offset}.`,
    };
  }
}

const asInstant = (instant: Temporal.Instant): PeriodEnd => ({
  instant: new Date(instant.epochMilliseconds).toISOString(),
});
