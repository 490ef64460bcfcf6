import { asc, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { component } from "#db/schema/health.ts";
import { incident, incidentComponent } from "#db/schema/incidents.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { requirePermission } from "../access/require-permission.ts";
import { DomainError } from "../errors.ts";
import { parseLocal } from "../../i18n/parse-local.ts";
import type { RunParams } from "./runbook-types.ts";

export type RunFor = { caseNumber: number | null; windowId: string | null; incidentNumber: number | null };
export type StartContext = {
  caseId: string | null;
  windowId: string | null;
  incidentId: string | null;
  /** What they say about customer, period and component. */
  params: RunParams;
};

/**
 * What a run is about: the case, window or incident for which it is started, and what that fills in.
 * @throws DomainError `not_found`, `forbidden` for what the person may not see
 */
export async function startContext(ctx: Ctx<StaffActor>, tx: DbOrTx, about: RunFor): Promise<StartContext> {
  const found: StartContext = { caseId: null, windowId: null, incidentId: null, params: {} };
  if (about.caseNumber !== null) Object.assign(found, await ofCase(ctx, tx, about.caseNumber, found.params));
  if (about.windowId !== null) Object.assign(found, await ofWindow(ctx, tx, about.windowId, found.params));
  if (about.incidentNumber !== null)
    Object.assign(found, await ofIncident(ctx, tx, about.incidentNumber, found.params));
  return found;
}

async function ofCase(ctx: Ctx<StaffActor>, tx: DbOrTx, number: number, params: RunParams) {
  requirePermission(ctx, "cases.view");
  const [row] = await tx
    .select({ id: caseFile.id, kind: caseFile.kind, businessId: caseFile.businessId, request: caseFile.request })
    .from(caseFile)
    .where(eq(caseFile.number, number));
  if (!row) throw new DomainError("not_found", `There is no case ${number}.`);
  // Whom an authority asks about is no part of a run, which more people read.
  if (row.kind === "log_disclosure") return { caseId: row.id, params };
  const request = row.request as Record<string, string | null | undefined>;
  const from = instantOf(request.since);
  const to = instantOf(request.until) ?? (from && ctx.clock.now().toISOString());
  return {
    caseId: row.id,
    params: {
      ...params,
      ...(row.businessId ? { customer: row.businessId } : {}),
      ...(from && to && from < to ? { from, to } : {}),
    },
  };
}

async function ofWindow(ctx: Ctx<StaffActor>, tx: DbOrTx, id: string, params: RunParams) {
  requirePermission(ctx, "maintenance.view");
  const [row] = await tx
    .select({ id: maintenanceWindow.id, startsAt: maintenanceWindow.startsAt, endsAt: maintenanceWindow.endsAt })
    .from(maintenanceWindow)
    .where(eq(maintenanceWindow.id, id));
  if (!row) throw new DomainError("not_found", "There is no such maintenance window.");
  return {
    windowId: row.id,
    params: { ...params, from: row.startsAt.toISOString(), to: row.endsAt.toISOString() },
  };
}

async function ofIncident(ctx: Ctx<StaffActor>, tx: DbOrTx, number: number, params: RunParams) {
  requirePermission(ctx, "health.view");
  const [row] = await tx
    .select({ id: incident.id, startedAt: incident.startedAt, resolvedAt: incident.resolvedAt, key: component.key })
    .from(incident)
    .leftJoin(incidentComponent, eq(incidentComponent.incidentId, incident.id))
    .leftJoin(component, eq(component.id, incidentComponent.componentId))
    .where(eq(incident.number, number))
    .orderBy(asc(component.position))
    .limit(1);
  if (!row) throw new DomainError("not_found", `There is no incident ${number}.`);
  return {
    incidentId: row.id,
    params: {
      ...params,
      ...(row.key ? { component: row.key } : {}),
      from: row.startedAt.toISOString(),
      to: (row.resolvedAt ?? ctx.clock.now()).toISOString(),
    },
  };
}

/** A request's times are as they were typed: local ones, or instants from a program. */
function instantOf(text: string | null | undefined): string | null {
  if (!text) return null;
  const at = /(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : parseLocal(text);
  return at && !Number.isNaN(+at) ? at.toISOString() : null;
}
