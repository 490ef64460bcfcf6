import { Temporal } from "temporal-polyfill";

/** Members take turns; each turn lasts from one weekly hand-over to the next. It holds until the next rota's beginning. */
export type Rota = {
  id: string;
  effectiveFrom: Date;
  createdAt: Date;
  members: readonly string[];
  /** ISO: 1 is Monday. */
  handoverWeekday: number;
  /** Wall time, `09:00`. */
  handoverTime: string;
};
/** An agreed one: while it lasts, the one takes the other's place. */
export type Swap = { id: string; startsAt: Date; endsAt: Date; fromStaff: string; toStaff: string };
/** One person's time without a break. `turnOf` is whose turn it was by the rota; another person when it was swapped. */
export type Shift = { startsAt: Date; endsAt: Date; staff: string; turnOf: string; swapId: string | null };

/** A rota that was replaced by another from the same instant on never held. */
function inForce(rotas: readonly Rota[]): Rota[] {
  const order = [...rotas].sort((a, b) => +a.effectiveFrom - +b.effectiveFrom || +a.createdAt - +b.createdAt);
  return order.filter((rota, i) => +rota.effectiveFrom !== +(order[i + 1]?.effectiveFrom ?? Number.NaN));
}

/** The rota that holds at an instant, or null before the first. */
export function rotaAt(rotas: readonly Rota[], at: Date): Rota | null {
  return inForce(rotas).findLast((rota) => rota.effectiveFrom <= at) ?? null;
}

/**
 * The first hand-over after an instant. It is at the same wall time all year, so that the week in which the clocks change is an
 * hour longer or shorter; a wall time that the clocks skip counts as the one an hour later, one that comes twice as the first.
 */
function handoverAfter(rota: Rota, timeZone: string, instant: number): number {
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  const ahead = (rota.handoverWeekday - day.dayOfWeek + 7) % 7;
  const on = (days: number) =>
    day.add({ days }).toZonedDateTime({ timeZone, plainTime: rota.handoverTime }).epochMilliseconds;
  return on(ahead) > instant ? on(ahead) : on(ahead + 7);
}

/** How many hand-overs lie between a rota's beginning and an instant, and the hand-overs around it. */
function turnAt(rota: Rota, timeZone: string, instant: number): { index: number; from: number; to: number } {
  const began = rota.effectiveFrom.getTime();
  const first = handoverAfter(rota, timeZone, began);
  if (instant < first) return { index: 0, from: began, to: first };
  const to = handoverAfter(rota, timeZone, instant);
  const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
  const weeks = local(first).until(local(to), { largestUnit: "days" }).days / 7;
  const before = local(to).subtract({ days: 7 }).toZonedDateTime({ timeZone, plainTime: rota.handoverTime });
  return { index: weeks, from: before.epochMilliseconds, to };
}

/**
 * Everybody's shifts that touch [from, to), whole, in order: they follow each other without a gap from the first rota's
 * beginning on. A swap counts while the turn is still of the one who gave it away; a rota set later may have changed that.
 */
export function shiftsBetween(
  rotas: readonly Rota[],
  swaps: readonly Swap[],
  timeZone: string,
  from: Date,
  to: Date,
): Shift[] {
  const order = inForce(rotas);
  const shifts: Shift[] = [];
  order.forEach((rota, i) => {
    const until = order[i + 1]?.effectiveFrom.getTime() ?? Number.POSITIVE_INFINITY;
    let at = Math.max(from.getTime(), rota.effectiveFrom.getTime());
    while (at < Math.min(until, to.getTime())) {
      const turn = turnAt(rota, timeZone, at);
      const staff = rota.members[turn.index % rota.members.length]!;
      const end = Math.min(turn.to, until);
      shifts.push(...swapped({ startsAt: new Date(turn.from), endsAt: new Date(end), staff }, swaps));
      at = end;
    }
  });
  return shifts.filter((shift) => shift.endsAt > from && shift.startsAt < to);
}

/** A turn cut into shifts by the swaps in it, which do not overlap each other. */
function swapped(turn: { startsAt: Date; endsAt: Date; staff: string }, swaps: readonly Swap[]): Shift[] {
  const within = swaps
    .filter((swap) => swap.fromStaff === turn.staff && swap.startsAt < turn.endsAt && swap.endsAt > turn.startsAt)
    .sort((a, b) => +a.startsAt - +b.startsAt);
  const shifts: Shift[] = [];
  let at = +turn.startsAt;
  const add = (until: number, staff: string, swapId: string | null) => {
    if (at < until) shifts.push({ startsAt: new Date(at), endsAt: new Date(until), staff, turnOf: turn.staff, swapId });
    at = Math.max(at, until);
  };
  for (const swap of within) {
    add(+swap.startsAt, turn.staff, null);
    add(Math.min(+swap.endsAt, +turn.endsAt), swap.toStaff, swap.id);
  }
  add(+turn.endsAt, turn.staff, null);
  return shifts;
}

/** Whether one person has every moment of [from, to) by the rota, so that it is theirs to give away. */
export function isTurnOf(
  staff: string,
  rotas: readonly Rota[],
  timeZone: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): boolean {
  const turns = shiftsBetween(rotas, [], timeZone, startsAt, endsAt);
  return turns.length > 0 && turns[0]!.startsAt <= startsAt && turns.every((turn) => turn.staff === staff);
}

/** The shift at an instant and the first one after it that is another person's; null before the first rota. */
export function onCallAt(
  rotas: readonly Rota[],
  swaps: readonly Swap[],
  timeZone: string,
  at: Date,
): { staff: string; until: Date | null; next: string | null } | null {
  const rota = rotaAt(rotas, at);
  if (!rota) return null;
  // Past every member's turn somebody else has come, unless nobody else will.
  const ahead = new Date(at.getTime() + (rota.members.length + 8) * 7 * 86_400_000);
  const shifts = shiftsBetween(rotas, swaps, timeZone, at, ahead);
  const staff = shifts[0]!.staff;
  const next = shifts.find((shift) => shift.staff !== staff);
  return { staff, until: next?.startsAt ?? null, next: next?.staff ?? null };
}
