import { Temporal } from "temporal-polyfill";
import type { Profile } from "../../profile/profile-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { plannedHours } from "../maintenance/plan-rules.ts";

const WINDOWS_SHOWN = 3;

/**
 * What the service promises and how it is kept, for everybody who is asked about it. From the service profile alone, so that it
 * answers whatever else is away.
 */
export async function readServiceFacts(ctx: ServiceCtx) {
  const { profile, clock } = requirePermission(ctx, "facts.view");
  const { service, latency, maintenance, backups, officeHours, facts } = profile;
  return {
    service,
    targetSeconds: latency.targetSeconds,
    announceDays: maintenance.announceDays,
    windows: nextWindows(profile, clock.now()),
    backups,
    officeHours,
    facts,
  };
}

/** So many months are looked at: a rule of the profile's own may leave some out. */
const MONTHS_AHEAD = 24;

/** The regular windows that have not ended yet. One that was moved or left out is on its own page: this is the rule. */
function nextWindows({ maintenance, service }: Profile, now: Date): { startsAt: Date; endsAt: Date }[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(service.timeZone);
  // From the month before: the week of its rule may reach into this one.
  const first = today.toPlainDate().toPlainYearMonth().subtract({ months: 1 });
  return Array.from({ length: MONTHS_AHEAD }, (_, months) => first.add({ months }))
    .map(({ year, month }) => plannedHours(maintenance.rule, maintenance, service.timeZone, year, month))
    .filter((window) => window !== null)
    .filter((window) => window.endsAt > now)
    .slice(0, WINDOWS_SHOWN);
}
