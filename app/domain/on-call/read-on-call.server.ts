import { and, desc, eq, isNull } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { staff } from "#db/schema/identity.ts";
import { onCallFeed, onCallNote } from "#db/schema/on-call.ts";
import { TIME_ZONE } from "../../i18n/formats.ts";
import { daysOff } from "../../profile/days-off.ts";
import type { Profile } from "../../profile/profile-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { holidayOn, type Office, officeAt } from "./office-hours.ts";
import type { WhoNow } from "./on-call-labels.ts";
import { isTurnOf, onCallAt, type Rota, rotaAt, type Shift, shiftsBetween } from "./rota-rules.ts";
import { agreed, loadPeople, loadRotas, loadSwaps, type Person, type SwapRow } from "./rota-store.server.ts";

const WEEKS_SHOWN = 6;
const NOTES_SHOWN = 20;
/** Beyond, nobody plans, and holidays would be worked out for every year that an address can name. */
const YEARS_BROWSED = 5;

/** The office hours of the profile, with the days on which it is closed. */
export function officeOf({ officeHours, service }: Profile): Office {
  const closed = (year: number) => daysOff(service.country, officeHours.alsoClosed, year);
  return { ...officeHours, timeZone: service.timeZone, closed };
}

export type OnCallShift = {
  startsAt: Date;
  endsAt: Date;
  /** ISO week of the start. */
  week: number;
  staffId: string;
  name: string;
  /** By the rota, where it was swapped. */
  insteadOf: string | null;
  holidays: { day: string; name: string }[];
};
export type OnCallSwap = Pick<SwapRow, "id" | "startsAt" | "endsAt" | "state" | "reason" | "fromStaff" | "toStaff"> & {
  fromName: string;
  toName: string;
  /** Whether the time is still the first person's turn: a rota set later may have given it to another. */
  holds: boolean;
};
export type OnCallRotaRow = Omit<Rota, "members"> & {
  members: { id: string; name: string; able: boolean }[];
  reason: string;
  /** Null: the command line or the demo. */
  setBy: string | null;
  state: "past" | "holds" | "planned";
};

/**
 * Everything of the page about who is on call.
 * @param input.from the first day shown; today without one, and for what is no day within five years
 * @throws DomainError `not_signed_in`, `forbidden`
 */
export async function readOnCall(ctx: ServiceCtx, input: { from?: string | null } = {}) {
  const { db, actor, clock, profile } = requirePermission(ctx, "on_call.view");
  const now = clock.now();
  const office = officeOf(profile);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  const chosen = z.iso.date().safeParse(input.from);
  const wanted = chosen.success ? Temporal.PlainDate.from(chosen.data) : today;
  const first = Math.abs(wanted.since(today).days) <= YEARS_BROWSED * 366 ? wanted : today;
  const at = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(TIME_ZONE).epochMilliseconds);

  const rotas = await loadRotas(db);
  const swaps = await loadSwaps(db, new Date(Math.min(+now, +at(first))));
  const setBy = rotas.flatMap((rota) => rota.createdBy ?? []);
  const inSwaps = swaps.flatMap((swap) => [swap.fromStaff, swap.toStaff]);
  const people = await loadPeople(db, [...rotas.flatMap((rota) => rota.members), ...setBy, ...inSwaps]);
  const person = new Map(people.map((one) => [one.id, one]));
  const name = (id: string) => person.get(id)?.displayName ?? "unknown";

  const who = onCallAt(rotas, agreed(swaps), TIME_ZONE, now);
  const whoNow: WhoNow = {
    office: officeAt(office, now),
    desk: profile.officeHours.desk,
    onCall: who && { name: name(who.staff), until: who.until, next: who.next && name(who.next) },
  };
  const begin = first.equals(today) ? now : at(first);
  const shifts = shiftsBetween(rotas, agreed(swaps), TIME_ZONE, begin, at(first.add({ weeks: WEEKS_SHOWN })));
  const [feed] = await db
    .select({ createdAt: onCallFeed.createdAt })
    .from(onCallFeed)
    .where(and(eq(onCallFeed.staffId, actor.id), isNull(onCallFeed.revokedAt)));
  return {
    whoNow,
    /** The next hand-over, where a new rota begins most naturally. */
    turnEndsAt: shiftsBetween(rotas, [], TIME_ZONE, now, new Date(+now + 1))[0]?.endsAt ?? null,
    first: first.toString(),
    earlier: first.subtract({ weeks: WEEKS_SHOWN }).toString(),
    later: first.add({ weeks: WEEKS_SHOWN }).toString(),
    shifts: shifts.map((shift) => shown(shift, name, office)),
    swaps: swaps
      .filter((swap) => swap.endsAt > now && swap.state !== "withdrawn")
      .map(
        (swap): OnCallSwap => ({
          ...swap,
          fromName: name(swap.fromStaff),
          toName: name(swap.toStaff),
          holds: isTurnOf(swap.fromStaff, rotas, TIME_ZONE, swap),
        }),
      ),
    notes: await db
      .select({ id: onCallNote.id, at: onCallNote.at, text: onCallNote.text, by: staff.displayName })
      .from(onCallNote)
      .innerJoin(staff, eq(staff.id, onCallNote.authorId))
      .orderBy(desc(onCallNote.at), desc(onCallNote.id))
      .limit(NOTES_SHOWN),
    rotas: rotaRows(rotas, person, now),
    newestRota: [...rotas].sort((a, b) => +a.createdAt - +b.createdAt).at(-1)?.id ?? null,
    unable: unableAhead(rotas, agreed(swaps), people, now),
    able: people.filter((one) => one.mayBeOnCall).map(({ id, displayName }) => ({ id, name: displayName })),
    feedMadeAt: feed?.createdAt ?? null,
  };
}

function shown(shift: Shift, name: (id: string) => string, office: Office): OnCallShift {
  const day = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  const start = day(shift.startsAt);
  const days = start.until(day(shift.endsAt)).days;
  const holidays = Array.from({ length: days + 1 }, (_, i) => start.add({ days: i })).flatMap((each) => {
    const holiday = holidayOn(office, each);
    return holiday ? [{ day: each.toString(), name: holiday }] : [];
  });
  return {
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    week: start.weekOfYear!,
    staffId: shift.staff,
    name: name(shift.staff),
    insteadOf: shift.staff === shift.turnOf ? null : name(shift.turnOf),
    holidays,
  };
}

function rotaRows(
  rotas: Awaited<ReturnType<typeof loadRotas>>,
  person: ReadonlyMap<string, Person>,
  now: Date,
): OnCallRotaRow[] {
  const holds = rotaAt(rotas, now)?.id;
  return rotas
    .map(
      ({ createdBy, ...rota }): OnCallRotaRow => ({
        ...rota,
        members: rota.members.map((id) => {
          const member = person.get(id);
          return { id, name: member?.displayName ?? "unknown", able: member?.mayBeOnCall ?? false };
        }),
        setBy: createdBy && (person.get(createdBy)?.displayName ?? null),
        state: rota.id === holds ? "holds" : rota.effectiveFrom > now ? "planned" : "past",
      }),
    )
    .reverse();
}

/** People with shifts ahead who cannot be on call any more, with the first of each: the rota must be set anew. */
function unableAhead(rotas: readonly Rota[], swaps: readonly SwapRow[], people: readonly Person[], now: Date) {
  const turns = Math.max(0, ...rotas.map((rota) => rota.members.length));
  const ahead = new Date(now.getTime() + (turns + WEEKS_SHOWN) * 7 * 86_400_000);
  const shifts = shiftsBetween(rotas, swaps, TIME_ZONE, now, ahead);
  return people
    .filter((one) => !one.mayBeOnCall)
    .flatMap((one) => {
      const first = shifts.find((shift) => shift.staff === one.id);
      return first ? [{ name: one.displayName, deactivated: !one.active, from: first.startsAt }] : [];
    });
}
