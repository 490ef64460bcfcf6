import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { labelled } from "../latency/answer-rules.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import type { CustomerLatency } from "./customer-view.ts";

const FRESH_SECONDS = 900;
const windows = ["7d", "28d"] as const;

/** A customer's server time by client kind against the target, from Grafana's recorded days: six questions, asked together. */
export async function readCustomerLatency(
  ctx: ServiceCtx,
  input: { businessId: string },
  signal?: AbortSignal,
): Promise<CustomerLatency> {
  const { measurements, profile } = requirePermission(ctx, "customers.view");
  const answers = await measurements.read(
    windows.flatMap((window) => asksOf(input.businessId, window)),
    signal,
  );
  const { targetSeconds: target, clients } = profile.latency;
  const [week, month] = [sumsOf(answers.slice(0, 3)), sumsOf(answers.slice(3))];
  return {
    target,
    clients:
      week &&
      clients.flatMap(({ id, name }) => {
        const now = week.get(id);
        if (!now || now.requests <= 0) return [];
        const before = month?.get(id);
        return {
          client: id,
          name: name.en,
          requests: now.requests,
          average: now.seconds / now.requests,
          withinShare: now.within === null ? null : Math.min(1, now.within / now.requests),
          usual: before && before.requests > 0 ? before.seconds / before.requests : null,
        };
      }),
    provenance: answers.map(({ provenance }) => provenance),
  };
}

const asksOf = (businessId: string, window: string): Ask[] =>
  (["customer.requests", "customer.seconds", "customer.within"] as const).map((purpose) => ({
    purpose,
    params: { window, filters: { customer: [businessId] }, by: ["client"] },
    kind: "instant",
    freshSeconds: FRESH_SECONDS,
  }));

type Sums = { requests: number; seconds: number; within: number | null };

/** Null where requests or seconds were never answered: without them nothing can be said. */
function sumsOf(answers: readonly Measurement[]): Map<string, Sums> | null {
  const [requests, seconds, within] = answers.map(labelled);
  if (!requests || !seconds) return null;
  const of = (rows: typeof requests, client: string) => rows?.find(({ labels }) => labels.client === client)?.value;
  return new Map(
    requests.flatMap(({ labels: { client = "" }, value }) => {
      const time = of(seconds, client);
      return time === undefined
        ? []
        : [[client, { requests: value, seconds: time, within: (within && of(within, client)) ?? null }]];
    }),
  );
}
