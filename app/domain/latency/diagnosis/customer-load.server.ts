import { z } from "zod";
import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { ServiceCtx } from "../../context.ts";
import { problemFor } from "../../measurements/problem-for.ts";
import { parseInput } from "../../parse-input.ts";
import { labelled } from "../answer-rules.ts";
import { floorHour, HOUR } from "../local-hours-rules.ts";
import { hoursOfDay } from "./hours-of-day-rules.ts";

const input = z.object({ businessId: z.string().trim().min(1).max(40) });
const DAYS = 7;
const FRESH_SECONDS = 900;

export type CustomerLoad = {
  /** Of the last seven days; `byHour`: the share of its seconds in each hour of the local day. */
  integrations: { name: string; resource: string; requests: number; seconds: number; byHour: number[] }[];
  /** Of the last seven days; `within` is the share of requests within the target, where it is known. */
  clients: { id: string; average: number; within: number | null; requests: number }[];
  problem: GrafanaProblem | null;
};

/** What a customer asks of the service, for its page and for advice on when to schedule: the last seven days, the largest first. */
export async function readCustomerLoad(
  ctx: ServiceCtx,
  raw: z.input<typeof input>,
  signal?: AbortSignal,
): Promise<CustomerLoad> {
  const staff = requirePermission(ctx, "customers.view");
  const { businessId: customer } = parseInput(input, raw);
  const to = new Date(floorHour(staff.clock.now().getTime()));
  const from = new Date(to.getTime() - DAYS * 24 * HOUR + HOUR);
  const filters = { customer };
  const instant = { kind: "instant", at: to, freshSeconds: FRESH_SECONDS } as const;
  const window = `${DAYS}d`;
  const by = ["integration", "resource"];
  const answers = await staff.measurements.read(
    [
      { purpose: "customer.integration_requests", params: { filters, by, window }, ...instant },
      {
        purpose: "customer.integration_seconds",
        params: { filters, by, window: "1h" },
        kind: "range",
        from,
        to,
        stepSeconds: 3600,
        freshSeconds: FRESH_SECONDS,
      },
      { purpose: "customer.window_requests", params: { filters, by: ["client"], window }, ...instant },
      { purpose: "customer.average", params: { filters, by: ["client"], window }, ...instant },
      { purpose: "customer.within", params: { filters, by: ["client"], window }, ...instant },
      { purpose: "customer.requests", params: { filters, by: ["client"], window }, ...instant },
    ],
    signal,
  );
  const [requests, seconds, counts, averages, within, counted] = answers;
  const byClient = (answer: (typeof answers)[number] | undefined) =>
    new Map((answer ? (labelled(answer) ?? []) : []).map(({ labels, value }) => [labels.client ?? "", value]));
  const [averageOf, withinOf, countedOf] = [byClient(averages), byClient(within), byClient(counted)];
  const problem = answers.map(({ provenance }) => provenance.problem).find((one) => one !== null) ?? null;
  return {
    integrations: integrationsOf(labelled(requests!) ?? [], seconds!.series ?? [], staff.profile.service.timeZone),
    clients: [...byClient(counts)]
      .filter(([id, count]) => count >= 1 && averageOf.has(id))
      .map(([id, count]) => {
        const [fast, all] = [withinOf.get(id), countedOf.get(id)];
        return {
          id,
          average: averageOf.get(id)!,
          within: fast === undefined || !all ? null : Math.min(1, fast / all),
          requests: Math.round(count),
        };
      })
      .sort((a, b) => b.requests - a.requests || (a.id < b.id ? -1 : 1)),
    problem: problemFor(staff, problem),
  };
}

function integrationsOf(
  requests: readonly { labels: Readonly<Record<string, string>>; value: number }[],
  seconds: readonly Series[],
  timeZone: string,
): CustomerLoad["integrations"] {
  return requests
    .filter(({ value }) => value >= 1)
    .map(({ labels: { integration = "", resource = "" }, value }) => {
      const own = seconds.filter(({ labels }) => labels.integration === integration && labels.resource === resource);
      const total = own.flatMap(({ points }) => points).reduce((sum, [, taken]) => sum + (taken ?? 0), 0);
      return {
        name: integration,
        resource,
        requests: Math.round(value),
        seconds: total,
        byHour: hoursOfDay(own, timeZone) ?? Array<number>(24).fill(0),
      };
    })
    .sort((a, b) => b.seconds - a.seconds || (a.name + a.resource < b.name + b.resource ? -1 : 1));
}
