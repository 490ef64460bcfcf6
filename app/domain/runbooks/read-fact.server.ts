import { and, asc, count, desc, eq, gte, inArray, isNull, min, ne, sql } from "drizzle-orm";
import { edgeArtefact, edgeBalancer, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { exportRequest, exportRun, message } from "#db/schema/exports.ts";
import { incident, restoreTest } from "#db/schema/incidents.ts";
import { mailingDelivery } from "#db/schema/mailings.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { apiKey, release } from "#db/schema/releases.ts";
import { TIME_ZONE } from "../../i18n/formats.ts";
import { missingWeeks } from "../bulletins/missing-weeks.server.ts";
import type { ServiceCtx } from "../context.ts";
import { copiesEvidence, type BackupTier, tierEvidence } from "../health/backups/backup-rules.ts";
import { officeAt } from "../on-call/office-hours.ts";
import { officeOf } from "../on-call/read-on-call.server.ts";
import { onCallAt } from "../on-call/rota-rules.ts";
import { agreed, loadRotas, loadSwaps } from "../on-call/rota-store.server.ts";
import type { FactName } from "./fact-labels.ts";
import type { RunParams } from "./runbook-types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FRESH_SECONDS = 30;

type FactCtx = Pick<ServiceCtx, "db" | "clock" | "profile" | "measurements">;
type Read = (ctx: FactCtx, now: Date, params: RunParams) => Promise<number | null>;

/** What a fact is now; null: there is nothing that would say so. For verbs that have asked for the fact's permission. */
export const readFact = (ctx: FactCtx, fact: FactName, params: RunParams): Promise<number | null> =>
  reads[fact](ctx, ctx.clock.now(), params);

const reads: Record<FactName, Read> = {
  "backups.primary.age_hours": (ctx, now) => backupAge(ctx, now, "primary"),
  "backups.secondary.age_hours": (ctx, now) => backupAge(ctx, now, "secondary"),
  "backups.offsite.age_hours": (ctx, now) => backupAge(ctx, now, "offsite"),
  "backups.instances": async ({ measurements, profile }, now) => {
    const [answer] = await measurements.read([
      {
        kind: "instant",
        purpose: "backup.instances",
        params: { filters: {}, by: ["tier", "medium", "site"] },
        freshSeconds: FRESH_SECONDS,
      },
    ]);
    const copies = answer?.provenance.stale ? null : copiesEvidence(answer?.series ?? []);
    return copies && isFresh(copies.observedAt, profile, now) ? copies.instances : null;
  },
  "backups.restore_test.age_days": async ({ db }, now) => {
    const [newest] = await db
      .select({ on: restoreTest.testedOn })
      .from(restoreTest)
      .where(eq(restoreTest.passed, true))
      .orderBy(desc(restoreTest.testedOn))
      .limit(1);
    return newest ? Math.floor((+now - Date.parse(newest.on)) / DAY_MS) : null;
  },
  "grafana.answers": async ({ measurements }) => {
    const [answer] = await measurements.read([
      { kind: "instant", purpose: "release.running", freshSeconds: FRESH_SECONDS },
    ]);
    return answer?.series && !answer.provenance.stale && !answer.provenance.problem ? 1 : 0;
  },
  "incidents.open": ({ db }) => db.$count(incident, ne(incident.state, "resolved")),
  "on_call.people": async ({ db, profile }, now) => {
    if (officeAt(officeOf(profile), now).open) return 1;
    const [rotas, swaps] = await Promise.all([loadRotas(db), loadSwaps(db, now)]);
    return onCallAt(rotas, agreed(swaps), TIME_ZONE, now) ? 1 : 0;
  },
  "windows.running": ({ db }) =>
    db.$count(maintenanceWindow, inArray(maintenanceWindow.state, ["in_progress", "verifying"])),
  "windows.next.days": async (ctx, now) => {
    const next = await nextWindow(ctx, now);
    return next && rounded((+next.startsAt - +now) / DAY_MS);
  },
  "windows.next.announced": async (ctx, now) => {
    const next = await nextWindow(ctx, now);
    return next && (next.state === "announced" ? 1 : 0);
  },
  "releases.newest.age_days": async ({ db }, now) => {
    const [newest] = await db
      .select({ at: release.releasedAt })
      .from(release)
      .orderBy(desc(release.releasedAt))
      .limit(1);
    return newest ? rounded((+now - +newest.at) / DAY_MS) : null;
  },
  "bulletins.missing_weeks": async (ctx) => (await missingWeeks(ctx)).length,
  "mailings.waiting": ({ db }) => db.$count(mailingDelivery, inArray(mailingDelivery.state, ["queued", "sending"])),
  "mailings.failed": async ({ db }, now) =>
    db.$count(
      mailingDelivery,
      and(
        inArray(mailingDelivery.state, ["refused", "given_up"]),
        gte(mailingDelivery.nextAt, new Date(+now - 7 * DAY_MS)),
      ),
    ),
  "messages.waiting_minutes": async ({ db }, now) => {
    const [oldest] = await db
      .select({ at: min(message.createdAt) })
      .from(message)
      .where(inArray(message.state, ["queued", "sending"]));
    return oldest?.at ? Math.max(0, rounded((+now - +oldest.at) / MINUTE_MS)) : 0;
  },
  "messages.given_up": ({ db }, now) =>
    db.$count(message, and(eq(message.state, "failed"), gte(message.createdAt, new Date(+now - DAY_MS)))),
  "exports.failed": ({ db }) => db.$count(exportRequest, eq(exportRequest.state, "failed")),
  "exports.running": ({ db }) => db.$count(exportRun, inArray(exportRun.state, ["queued", "running"])),
  "edge.balancers": ({ db }) => db.$count(edgeBalancer),
  "edge.balancers_behind": async ({ db }) => {
    const behind = sql`${edgeBalancer.version} is distinct from (select max(${edgeArtefact.version}) from ${edgeArtefact})`;
    const [found] = await db
      .select({ all: count(), behind: sql<number>`(count(*) filter (where ${behind}))::int` })
      .from(edgeBalancer);
    // Where none is attached, none keeps up either.
    return found!.all === 0 ? null : found!.behind;
  },
  "edge.report_age_minutes": async ({ db }, now) => {
    const [quietest] = await db
      .select({ at: edgeBalancer.reportedAt })
      .from(edgeBalancer)
      .orderBy(asc(edgeBalancer.reportedAt))
      .limit(1);
    return quietest ? Math.max(0, rounded((+now - +quietest.at) / MINUTE_MS)) : null;
  },
  "ip_restrictions.in_force": ({ db }, _now, { customer }) =>
    db.$count(
      ipRestriction,
      and(eq(ipRestriction.businessId, customer ?? ""), inArray(ipRestriction.state, ["unconfirmed", "active"])),
    ),
  "api_keys.oldest_days": async ({ db }, now) => {
    const [oldest] = await db
      .select({ at: min(apiKey.createdAt) })
      .from(apiKey)
      .where(isNull(apiKey.revokedAt));
    return oldest?.at ? Math.floor((+now - +oldest.at) / DAY_MS) : null;
  },
};

const rounded = (value: number) => Math.round(value * 10) / 10;

const isFresh = (observedAt: Date, { backups }: FactCtx["profile"], now: Date) =>
  +now - +observedAt <= backups.evidenceMaxAgeMinutes * MINUTE_MS;

/** Old evidence is none, whatever it said. */
async function backupAge({ measurements, profile }: FactCtx, now: Date, tier: BackupTier): Promise<number | null> {
  const [answer] = await measurements.read([
    { kind: "instant", purpose: "backup.age", params: { filters: {}, by: ["tier"] }, freshSeconds: FRESH_SECONDS },
  ]);
  const seen = answer?.provenance.stale ? undefined : tierEvidence(answer?.series ?? []).get(tier);
  if (!seen || !isFresh(seen.observedAt, profile, now)) return null;
  return Math.max(0, Math.round(((+now - +seen.succeededAt) / HOUR_MS) * 100) / 100);
}

async function nextWindow({ db }: FactCtx, now: Date) {
  const [next] = await db
    .select({ startsAt: maintenanceWindow.startsAt, state: maintenanceWindow.state })
    .from(maintenanceWindow)
    .where(and(gte(maintenanceWindow.startsAt, now), inArray(maintenanceWindow.state, ["planned", "announced"])))
    .orderBy(asc(maintenanceWindow.startsAt))
    .limit(1);
  return next ?? null;
}
