import { HttpResponse } from "msw";
import { z } from "zod";
import type { Clock } from "#app/platform/clock.ts";
import type { Evaluator } from "../promql/evaluate.ts";
import { durationMs } from "../promql/literals.ts";
import { PromqlError } from "../promql/promql-error.ts";
import { problem } from "./access.ts";
import { type Frame, instantFrames, rangeFrames } from "./frames.ts";

export const DATA_SOURCE = { id: 1, uid: "prometheus", name: "Prometheus", type: "prometheus" };

const query = z.object({
  refId: z.string().default("A"),
  datasource: z.object({ uid: z.string() }).optional(),
  expr: z.string().default(""),
  instant: z.boolean().default(false),
  range: z.boolean().default(false),
  format: z.string().default("time_series"),
  interval: z.string().default(""),
  // Grafana's own, which a client that names none meets: a hundred points, and a second.
  intervalMs: z.number().default(1000),
  maxDataPoints: z.number().default(100),
});
const queryRequest = z.object({
  from: z.union([z.string(), z.number()]),
  to: z.union([z.string(), z.number()]),
  queries: z.array(query).default([]),
});
type Query = z.infer<typeof query>;
type Part = { status: number; frames: Frame[]; error?: string; errorSource?: string };

/** Prometheus's own limit, below which Grafana keeps the points. */
const POINTS_MAX = 11_000;

/** `POST /api/ds/query`: each query has a part of its own, and one that fails makes the whole a 400. */
export async function answerQueries(request: Request, evaluator: Evaluator, clock: Clock): Promise<Response> {
  const body = queryRequest.safeParse(await request.json().catch(() => null));
  if (!body.success) return problem(400, "bad request data", "query.badRequest");
  const { from, to, queries } = body.data;
  if (queries.length === 0) return problem(400, "No queries found", "query.noQueries");
  if (queries.some(({ datasource }) => !datasource))
    return problem(400, "Query does not contain a valid data source identifier", "query.missingDataSourceInfo");
  if (queries.some(({ datasource }) => datasource?.uid !== DATA_SOURCE.uid))
    return problem(404, "Data source not found", "datasource.notFound");
  const now = clock.now().getTime();
  const fromMs = instantOf(String(from), now);
  const toMs = instantOf(String(to), now);
  if (fromMs === null || toMs === null) return problem(400, "Invalid time range", "query.invalidTimeRange");
  const results = Object.fromEntries(queries.map((one) => [one.refId, answer(one, fromMs, toMs, evaluator)]));
  const status = Object.values(results).some(({ error }) => error !== undefined) ? 400 : 200;
  return HttpResponse.json({ results }, { status });
}

function answer(query: Query, fromMs: number, toMs: number, evaluator: Evaluator): Part {
  const { refId, expr } = query;
  try {
    const frames: Frame[] = [];
    if (query.range) {
      const stepMs = stepOf(query, toMs - fromMs);
      const aligned = (ms: number) => Math.floor(ms / stepMs) * stepMs;
      const series = evaluator.range(expr, { fromMs: aligned(fromMs), toMs: aligned(toMs), stepMs });
      frames.push(...rangeFrames(refId, series, expr, stepMs));
    }
    if (query.instant || !query.range)
      frames.push(...instantFrames(refId, evaluator.instant(expr, toMs), expr, toMs, query.format === "table"));
    return { status: 200, frames };
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return {
      status: error.errorType === "bad_data" ? 400 : 422,
      frames: [],
      error: `${error.errorType}: ${error.message}`,
      errorSource: "downstream",
    };
  }
}

/** As Grafana chooses it: so long that no more points come than are wanted, and never shorter than the interval. */
function stepOf({ interval, intervalMs, maxDataPoints }: Query, lengthMs: number): number {
  const shortest = interval ? durationMs(interval) : intervalMs;
  return Math.max(shortest, Math.ceil(lengthMs / maxDataPoints), Math.ceil(lengthMs / POINTS_MAX));
}

/** Milliseconds since 1970 as text, or `now` and `now-5m`. */
function instantOf(text: string, now: number): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const relative = /^now(?:([-+])(\d+(?:ms|[smhdwy])))?$/.exec(text);
  if (!relative) return null;
  const [, sign, duration] = relative;
  return duration ? now + (sign === "-" ? -1 : 1) * durationMs(duration) : now;
}
