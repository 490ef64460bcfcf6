import ical, { ICalEventTransparency } from "ical-generator";
import { Temporal } from "temporal-polyfill";
import { utcStamps } from "../../platform/calendar/utc-stamps.ts";
import { vtimezone } from "../../platform/calendar/vtimezone.ts";
import type { Rota, Shift } from "./rota-rules.ts";

/** A swap as the calendar must know it: also one that was taken back has changed what a program showed. */
export type SwapChange = {
  startsAt: Date;
  endsAt: Date;
  state: "asked" | "agreed" | "declined" | "withdrawn";
  decidedAt: Date | null;
};

const DAY_MS = 86_400_000;
/** Longer than any turn, so that what can change a shift is looked for in a span that its start alone gives. */
const SPAN_MS = 8 * DAY_MS;
const REFRESH_SECONDS = 3600;

/**
 * How often what a program knows under a shift's id can have changed, and when last. Counted from decisions that are only ever
 * added, within a span that depends on the shift's start alone: it never falls (RFC 5545, 3.8.7.4).
 */
function revision(startsAt: Date, rotas: readonly Rota[], swaps: readonly SwapChange[]) {
  const end = startsAt.getTime() + SPAN_MS;
  const touching = swaps.filter((swap) => swap.decidedAt && +swap.startsAt < end && swap.endsAt > startsAt);
  const before = rotas.filter((rota) => rota.effectiveFrom.getTime() < end);
  const weight = { asked: 0, agreed: 1, declined: 0, withdrawn: 2 };
  const times = [...before.map((rota) => +rota.createdAt), ...touching.map((swap) => +swap.decidedAt!)];
  return {
    sequence: Math.max(0, before.length - 1) + touching.reduce((sum, swap) => sum + weight[swap.state], 0),
    at: new Date(Math.max(0, ...times)),
  };
}

/**
 * The shifts as a calendar file (RFC 5545, RFC 7986), in local time with its zone. The same shifts give the same bytes.
 * @param owner the person whose own shifts these are; null when they are everybody's, each with its name
 * @param host part of the ids, which must be unique in the world
 */
export function onCallCalendar(input: {
  shifts: readonly Shift[];
  rotas: readonly Rota[];
  swaps: readonly SwapChange[];
  names: ReadonlyMap<string, string>;
  owner: string | null;
  serviceName: string;
  timeZone: string;
  host: string;
}): string {
  const { shifts, rotas, swaps, names, owner, serviceName, timeZone, host } = input;
  const calendar = ical({
    name: owner ? `${serviceName} on call: mine` : `${serviceName} on call: everybody`,
    prodId: { company: "Huolto", product: "On call", language: "EN" },
    ttl: REFRESH_SECONDS,
  });
  const first = shifts[0]?.startsAt ?? new Date(0);
  const last = shifts.at(-1)?.endsAt ?? first;
  calendar.timezone({ name: timeZone, generator: () => vtimezone(timeZone, first, last).trimEnd() });
  const local = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const stamps: Date[] = [];
  for (const shift of shifts) {
    const { sequence, at } = revision(shift.startsAt, rotas, swaps);
    stamps.push(at);
    const name = names.get(shift.staff) ?? "unknown";
    const start = shift.startsAt.toISOString().replace(/[-:]|\.\d+/g, "");
    calendar.createEvent({
      // By the start alone: who has the time may change, and the program must then change what it shows.
      id: `${owner ? `own-${owner}` : "all"}-${start}@${host}`,
      start: local(shift.startsAt),
      end: local(shift.endsAt),
      timezone: timeZone,
      stamp: at,
      lastModified: at,
      sequence,
      summary: owner ? "On call" : `On call: ${name}`,
      description:
        shift.staff === shift.turnOf
          ? "Outside office hours."
          : `Outside office hours. Swapped with ${names.get(shift.turnOf) ?? "unknown"}.`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return utcStamps(calendar.toString(), stamps);
}
