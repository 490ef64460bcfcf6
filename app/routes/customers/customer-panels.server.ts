import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { listCases } from "#app/domain/cases/list-cases.server.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { hasEnded } from "#app/domain/customers/customer-index.ts";
import { customerSentence } from "#app/domain/customers/customer-sentence-rules.ts";
import { exportsOfCustomer } from "#app/domain/customers/exports-of-customer.server.ts";
import { componentsThatMatter, thatTouch } from "#app/domain/customers/matters-rules.ts";
import type { Customer } from "#app/domain/customers/read-customer.server.ts";
import { readCustomerLatency } from "#app/domain/customers/read-customer-latency.server.ts";
import { readCustomerLoad } from "#app/domain/latency/diagnosis/customer-load.server.ts";
import { restrictionsOf } from "#app/domain/ip-restrictions/restrictions-of.server.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { panelRead, shownOf } from "./panel-read.server.ts";

type Staff = ServiceCtx<StaffActor>;

/** That the page waits for what Grafana measures: a reader would rather have the rest, and this part a moment later. */
const PATIENCE_MS = 3_000;

/** Everything that touches a customer now. Each part is read by itself: one that fails says so in its own place. */
export async function customerPanels(ctx: Staff, customer: Customer, signal?: AbortSignal) {
  const { businessId } = customer;
  const now = ctx.clock.now();
  const late = AbortSignal.timeout(PATIENCE_MS);
  const patience = signal ? AbortSignal.any([signal, late]) : late;
  const [latency, load, health, cases, restrictions, exports] = await Promise.all([
    panelRead(ctx, "latency", () => latencyOf(ctx, businessId, patience)),
    panelRead(ctx, "load", () => readCustomerLoad(ctx, { businessId }, patience)),
    panelRead(ctx, "health", () => readHealth(ctx)),
    panelRead(ctx, "cases", () => casesOf(ctx, businessId)),
    panelRead(ctx, "restrictions", () => listsOf(ctx, businessId)),
    panelRead(ctx, "exports", () => exportsOfCustomer(ctx, { businessId })),
  ]);
  const clients = shownOf(latency)?.clients ?? null;
  const touching = health.ok ? { ok: true as const, value: touchingOf(health.value, clients) } : health;
  const ended = hasEnded(customer, formatDay(now));
  return {
    now: now.toISOString(),
    ended,
    sentence: customerSentence({
      name: customer.name,
      endedOn: customer.endedOn,
      ended,
      openCases: shownOf(cases)?.length ?? null,
      incidents: shownOf(touching)?.incidents ?? null,
      observed: shownOf(touching)?.observed ?? false,
      maintenance: shownOf(touching)?.windows.filter(({ inProgress }) => inProgress) ?? null,
      clients,
      target: ctx.profile.latency.targetSeconds,
    }),
    latency,
    load,
    touching,
    cases,
    restrictions,
    exports,
  };
}

async function latencyOf(ctx: Staff, businessId: string, signal?: AbortSignal) {
  const { provenance, ...latency } = await readCustomerLatency(ctx, { businessId }, signal);
  const now = ctx.clock.now();
  return { ...latency, provenance: provenance.map((one) => shownProvenance(one, now)) };
}

async function casesOf(ctx: Staff, businessId: string) {
  const { rows } = await listCases(ctx, { show: "open", customer: businessId });
  return rows.map((row) => ({ ...row, kindLabel: kindDefinitions[row.kind].label }));
}

/** Its lists of networks, for those who may see lists; null for the others. */
async function listsOf(ctx: Staff, businessId: string) {
  if (!ctx.actor.permissions.has("ip_restrictions.view")) return null;
  return restrictionsOf(ctx.db, businessId, ctx.clock.now());
}

/** What the service is up to, as far as this customer meets it. */
function touchingOf(
  health: Awaited<ReturnType<typeof readHealth>>,
  clients: readonly { client: string; requests: number }[] | null,
) {
  const integrations = clients?.some(({ client, requests }) => client === "api" && requests > 0) ?? null;
  const components = componentsThatMatter(health.components, integrations);
  return {
    source: health.source,
    observed: !health.source.silent && components.some(({ state }) => state !== "unknown"),
    incidents: thatTouch(health.incidents, components),
    windows: thatTouch(health.windows, components),
    unwell: components
      .filter(({ state }) => state !== "operational")
      .map(({ key, name, state }) => ({ key, name, state })),
    names: Object.fromEntries(health.components.map(({ key, name }) => [key, name])),
  };
}
