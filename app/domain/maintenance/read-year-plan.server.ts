import { and, asc, gte, inArray, lt, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { liveStates } from "./hours-rules.ts";
import type { YearPlan } from "./maintenance-view.ts";
import { rruleOf } from "./plan-rules.ts";
import { ruleInWords } from "./rule-words.ts";
import { localYear } from "./timing-rules.ts";
import { spoken, windowRows } from "./window-rows.server.ts";
import { nextOf, planSentence } from "./window-sentence-rules.ts";

/**
 * The windows of a year, planned and urgent, and what they ask for.
 * @param input.year of the service's zone; without, or where nothing is known of it, the present one
 */
export async function readYearPlan(ctx: ServiceCtx, input: { year?: number }): Promise<YearPlan> {
  const staff = requirePermission(ctx, "maintenance.view");
  const { db, profile } = staff;
  const { timeZone } = profile.service;
  const { rule, starts, ends } = profile.maintenance;
  const now = staff.clock.now();
  const years = await knownYears(staff, now);
  const thisYear = localYear(now, timeZone);
  const year = input.year !== undefined && years.includes(input.year) ? input.year : thisYear;
  const { startsAt, id, state } = maintenanceWindow;
  const [ofYear, live] = await Promise.all([
    db
      .select()
      .from(maintenanceWindow)
      .where(and(gte(startsAt, yearStart(year, timeZone)), lt(startsAt, yearStart(year + 1, timeZone))))
      .orderBy(asc(startsAt), asc(id)),
    db
      .select()
      .from(maintenanceWindow)
      .where(inArray(state, [...liveStates]))
      .orderBy(asc(startsAt)),
  ]);
  const spokenLive = live.map((window) => ({ ...spoken(profile, window, now), id: window.id }));
  return {
    now: now.toISOString(),
    sentence: planSentence(spokenLive, now),
    rule: { words: ruleInWords(rule, { starts, ends }), rrule: rruleOf(rule, { starts }) },
    year,
    years,
    rows: await windowRows(staff, ofYear, now),
    next: nextOf(spokenLive, now)?.id ?? null,
    may: { manage: staff.actor.permissions.has("maintenance.manage") },
  };
}

async function knownYears({ db, profile }: ServiceCtx, now: Date): Promise<number[]> {
  const { timeZone } = profile.service;
  const [row] = await db
    .select({
      first: sql<string | null>`min(${maintenanceWindow.startsAt})`,
      last: sql<string | null>`max(${maintenanceWindow.startsAt})`,
    })
    .from(maintenanceWindow);
  const thisYear = localYear(now, timeZone);
  const yearOf = (at: string | null | undefined) => (at ? localYear(new Date(at), timeZone) : thisYear);
  const first = Math.min(thisYear, yearOf(row?.first));
  const last = Math.max(thisYear, yearOf(row?.last));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const yearStart = (year: number, timeZone: string) =>
  new Date(Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
