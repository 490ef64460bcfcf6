import { and, eq, isNull } from "drizzle-orm";
import { onCallFeed } from "#db/schema/on-call.ts";
import { TIME_ZONE } from "../../i18n/formats.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { onCallCalendar } from "./on-call-calendar.ts";
import { shiftsBetween } from "./rota-rules.ts";
import { agreed, loadPeople, loadRotas, loadSwaps } from "./rota-store.server.ts";

/** A calendar program asks about once an hour; a team behind one address, with everybody's programs, stays far below. */
const READS_PER_ADDRESS_PER_TEN_MINUTES = 60;
const DAY_MS = 86_400_000;
const DAYS_BACK = 28;
const DAYS_AHEAD = 182;

/**
 * The calendar behind a feed's address: the token is the permission, and only as long as its person may be on call. One answer
 * for a token that was never given, was taken back, or whose person was deactivated or has another role now; whatever it is
 * like, it is looked up by its hash.
 * @param input.all everybody's shifts instead of the person's own
 * @param input.host the console's, for the ids in the calendar
 * @throws DomainError `limit`, `not_found`
 */
export async function readFeed(
  ctx: ServiceCtx,
  input: { token: string; all: boolean; clientIp: string; host: string },
): Promise<string> {
  const reads = await hit(ctx.db, `on-call-feed:${addressKey(input.clientIp)}`, READS_PER_ADDRESS_PER_TEN_MINUTES, 600);
  if (!reads.allowed) throw new DomainError("limit", "This calendar was read too often. Wait ten minutes.");
  const [feed] = await ctx.db
    .select({ staffId: onCallFeed.staffId })
    .from(onCallFeed)
    .where(and(eq(onCallFeed.tokenSha256, sha256Hex(input.token)), isNull(onCallFeed.revokedAt)));
  const rotas = await loadRotas(ctx.db);
  const people = await loadPeople(
    ctx.db,
    rotas.flatMap((rota) => rota.members),
  );
  const owner = people.find((person) => person.id === feed?.staffId);
  if (!owner?.mayBeOnCall) throw new DomainError("not_found", "There is no calendar at this address.");

  const now = ctx.clock.now().getTime();
  const from = new Date(now - DAYS_BACK * DAY_MS);
  // Swaps are kept a little longer than shifts: what changed a shift that is still shown is counted in its revision.
  const swaps = await loadSwaps(ctx.db, new Date(from.getTime() - 10 * DAY_MS));
  const everybodys = shiftsBetween(rotas, agreed(swaps), TIME_ZONE, from, new Date(now + DAYS_AHEAD * DAY_MS));
  return onCallCalendar({
    shifts: input.all ? everybodys : everybodys.filter((shift) => shift.staff === owner.id),
    rotas,
    swaps,
    names: new Map(people.map((person) => [person.id, person.displayName])),
    owner: input.all ? null : owner.id,
    serviceName: ctx.profile.service.name,
    timeZone: TIME_ZONE,
    host: input.host,
  });
}
