import { and, eq, isNull, notInArray } from "drizzle-orm";
import ical, { ICalEventTransparency } from "ical-generator";
import { exportFeed, exportRequest } from "#db/schema/exports.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { paths } from "../../paths.ts";
import { utcStamps } from "../../platform/calendar/utc-stamps.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { permissionsOf, type Role } from "../access/permissions.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { endedStates } from "./export-states.ts";
import { loadSwitches } from "./load-switches.server.ts";
import { calendarDates } from "./notice-rules.ts";
import { tellBy } from "./tell-by.ts";

/** A calendar program asks about once an hour; a team behind one address stays far below. */
const READS_PER_ADDRESS_PER_TEN_MINUTES = 60;
const REFRESH_SECONDS = 3600;

/**
 * The calendar behind a feed's address: every date of the exports that are on their way, as whole days. The token is the
 * permission, and only as long as its person may see exports. It names requests by number, never a customer: whoever reads over
 * somebody's shoulder learns of no one who leaves.
 * @throws DomainError `limit`; `not_found`, the same for a token that was never given, was taken back or whose person has left
 */
export async function readExportFeed(ctx: ServiceCtx, input: { token: string; clientIp: string }): Promise<string> {
  const reads = await hit(ctx.db, `export-feed:${addressKey(input.clientIp)}`, READS_PER_ADDRESS_PER_TEN_MINUTES, 600);
  if (!reads.allowed) throw new DomainError("limit", "This calendar was read too often. Wait ten minutes.");
  const held = await ctx.db
    .select({ role: staffRole.role })
    .from(exportFeed)
    .innerJoin(staff, eq(staff.id, exportFeed.staffId))
    .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
    .where(
      and(
        eq(exportFeed.tokenSha256, sha256Hex(input.token)),
        isNull(exportFeed.revokedAt),
        eq(staff.active, true),
        eq(staffRole.state, "active"),
      ),
    );
  if (!permissionsOf(held.map(({ role }) => role as Role)).has("exports.view"))
    throw new DomainError("not_found", "There is no calendar at this address.");

  const { host } = new URL(ctx.origins.console);
  const calendar = ical({
    name: `${ctx.profile.service.name} exports`,
    prodId: { company: "Huolto", product: "Exports", language: "EN" },
    ttl: REFRESH_SECONDS,
  });
  const stamps: Date[] = [];
  const living = notInArray(exportRequest.state, [...endedStates, "erased"]);
  for (const { id, number, ...facts } of await loadSwitches(ctx.db, living, ctx.clock.now())) {
    if (!facts.dates) continue;
    for (const { key, on, what } of calendarDates(facts, tellBy(ctx, facts.dates.noticeGivenOn))) {
      stamps.push(facts.dates.updatedAt);
      calendar.createEvent({
        // By what it is, not when: a date that moves is moved in the calendar too.
        id: `export-${id}-${key}@${host}`,
        start: new Date(`${on}T00:00:00Z`),
        allDay: true,
        timezone: "UTC",
        stamp: facts.dates.updatedAt,
        lastModified: facts.dates.updatedAt,
        sequence: Math.floor(facts.dates.updatedAt.getTime() / 1000) - FIRST_SEQUENCE,
        summary: `Export ${number}: ${what}`,
        url: new URL(paths.exportDates(id), ctx.origins.console).href,
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    }
  }
  return utcStamps(calendar.toString(), stamps);
}

/** 2026-01-01 UTC in seconds: the sequence grows with each change of the dates, and stays within 32 bits until 2094. */
const FIRST_SEQUENCE = 1_767_225_600;
