import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Ask } from "../measurements/measurement.ts";
import { parseInput } from "../parse-input.ts";
import type { LatencyPages, Period } from "./latency-types.ts";
import { floorHour, HOUR } from "./local-hours-rules.ts";
import { pageSumsOf } from "./page-answer-rules.ts";
import { changes, pageFigures, sortPages } from "./page-rules.ts";
import { parseView } from "./parse-view.ts";
import { isRunning, previousOf } from "./period-rules.ts";
import type { ViewInput } from "./view-schema.ts";

const ROWS_MAX = 200;
const CHANGES_MAX = 10;
const FRESH_SECONDS = 600;

const choice = z.object({
  /** A part of a page's name. */
  filter: z.string().trim().max(200).default(""),
  sort: z
    .enum(["lost", "average", "requests", "within", "change", "page"], {
      error: "Sort by lost, average, requests, within, change or page.",
    })
    .default("lost"),
  descending: z.boolean().optional(),
});

type Purpose = "latency.period_requests" | "latency.period_seconds" | "latency.period_within";
const purposesAsked: readonly Purpose[] = [
  "latency.period_requests",
  "latency.period_seconds",
  "latency.period_within",
];

/**
 * Pages and client kinds over a period, from Grafana's recorded hours, against the target and the period before.
 * At most 200 rows by the sort, and ten pages each that became faster or slower. Six questions, whatever the number of pages.
 * @throws DomainError `invalid` for a view or an order that cannot be
 */
export async function readLatencyPages(
  ctx: ServiceCtx,
  input: ViewInput & z.input<typeof choice>,
  signal?: AbortSignal,
): Promise<LatencyPages> {
  const staff = requirePermission(ctx, "latency.view");
  const { view, period } = parseView(staff, input);
  const { filter, sort, descending = sort !== "page" } = parseInput(choice, input);
  const zone = staff.profile.service.timeZone;
  if (wholeHours(period) < 1)
    throw new DomainError("invalid", "Pages are counted in whole hours. Choose a longer time.", { field: "period" });
  const before = previousOf(period, zone);
  const previous: Period = {
    kind: "chosen",
    key: `${before.from.toISOString()}/${before.to.toISOString()}`,
    label: before.name,
    from: before.from.toISOString(),
    to: before.to.toISOString(),
    until: before.to.toISOString(),
  };
  const asks = [
    ...asksOf(period, view.client, namedAfter(period)),
    ...asksOf(previous, view.client, namedAfter(period, ":before")),
  ];
  const answers = await staff.measurements.read(asks, signal);
  const now = pageSumsOf(...answers.slice(0, 3));
  const { targetSeconds: target, minimumRequests } = staff.profile.latency;
  const figures = pageFigures(now ?? [], pageSumsOf(...answers.slice(3)) ?? [], { target, minimumRequests });
  const needle = filter.toLowerCase();
  const matching = figures.filter(({ page }) => page.toLowerCase().includes(needle));
  return {
    now: staff.clock.now().toISOString(),
    target,
    view,
    period,
    previous,
    filter,
    sort,
    descending,
    rows: now && sortPages(matching, sort, descending).slice(0, ROWS_MAX),
    matching: matching.length,
    ...changes(figures, CHANGES_MAX),
    minimumRequests,
    provenance: answers.slice(0, 3).map(({ provenance }) => provenance),
  };
}

const wholeHours = ({ from, until }: Pick<Period, "from" | "until">) =>
  (floorHour(Date.parse(until)) - Date.parse(from)) / HOUR;

/** A period that moves is one question as it moves; one that is over is a question of its own. */
const namedAfter = (period: Period, suffix = "") => (isRunning(period) ? { period: `${period.key}${suffix}` } : {});

function asksOf(period: Period, client: string, named: { period?: string }): Ask[] {
  const filters: Record<string, string> = client ? { client } : {};
  return purposesAsked.map((purpose) => ({
    purpose,
    params: {
      window: `${Math.max(1, Math.floor(wholeHours(period)))}h`,
      filters,
      by: ["page", "client"],
    },
    kind: "instant",
    at: new Date(floorHour(Date.parse(period.until))),
    freshSeconds: FRESH_SECONDS,
    ...named,
  }));
}
