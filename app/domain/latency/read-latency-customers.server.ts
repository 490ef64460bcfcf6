import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { nameCustomers } from "../customers/name-customers.server.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import { parseInput } from "../parse-input.ts";
import { labelled } from "./answer-rules.ts";
import { type CustomerSums, customerFigures } from "./customer-rules.ts";
import type { LatencyCustomers } from "./latency-types.ts";
import { periodOf } from "./period-rules.ts";

export const customerPeriods = ["7d", "28d", "91d", "365d"] as const;
const input = z.object({
  period: z
    .enum(customerPeriods, { error: "Choose 7d, 28d, 91d or 365d: customers are counted by day." })
    .default("28d"),
});

const LISTED = 20;
const FRESH_SECONDS = 900;

/**
 * The customers that lost most seconds over the target, at most 20, each with enough traffic to mean something.
 * One question for the list and three for all of its customers together, from Grafana's recorded days.
 * @throws DomainError `invalid` for another period
 */
export async function readLatencyCustomers(
  ctx: ServiceCtx,
  raw: z.input<typeof input>,
  signal?: AbortSignal,
): Promise<LatencyCustomers> {
  const staff = requirePermission(ctx, "latency_customers.view");
  const { period: key } = parseInput(input, raw);
  const now = staff.clock.now();
  const { targetSeconds: target, minimumRequests } = staff.profile.latency;
  const [worst] = (await staff.measurements.read(
    [
      {
        purpose: "customers.worst",
        params: { limit: LISTED, window: key },
        kind: "instant",
        freshSeconds: FRESH_SECONDS,
      },
    ],
    signal,
  )) as [Measurement];
  const ids = (labelled(worst) ?? []).map(({ labels }) => labels.customer).filter((id) => id !== undefined);
  const listed = ids.toSorted().slice(0, LISTED);
  const [answers, names] = await Promise.all([
    listed.length > 0 ? staff.measurements.read(figuresOf(listed, key), signal) : [],
    nameCustomers(staff, listed),
  ]);
  return {
    now: now.toISOString(),
    target,
    period: periodOf(key, now, staff.profile.service.timeZone)!,
    // Without requests and seconds the list would be empty, as if nobody had lost time.
    rows: [worst, ...answers.slice(0, 2)].some(({ series }) => series === null)
      ? null
      : customerFigures(sumsOf(answers), { target, names }),
    minimumRequests,
    provenance: [worst, ...answers].map(({ provenance }) => provenance),
  };
}

function figuresOf(customers: string[], window: string): Ask[] {
  return (["customer.requests", "customer.seconds", "customer.within"] as const).map((purpose) => ({
    purpose,
    params: { window, filters: { customer: customers }, by: ["customer", "client"] },
    kind: "instant",
    freshSeconds: FRESH_SECONDS,
  }));
}

function sumsOf([requests, used, within]: Measurement[]): CustomerSums[] {
  const [counts, times, fast] = [requests, used, within].map((answer) => (answer && labelled(answer)) ?? []);
  const keyOf = ({ customer = "", client = "" }) => `${customer} ${client}`;
  const byKey = (rows: typeof counts) => new Map(rows!.map(({ labels, value }) => [keyOf(labels), value]));
  const [timeOf, fastOf] = [byKey(times), byKey(fast)];
  return counts!.flatMap(({ labels, value }) => {
    const time = timeOf.get(keyOf(labels));
    if (time === undefined) return [];
    const { customer = "", client = "" } = labels;
    return [{ customer, client, requests: value, seconds: time, within: fastOf.get(keyOf(labels)) ?? null }];
  });
}
