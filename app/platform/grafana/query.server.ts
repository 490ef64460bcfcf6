import { z } from "zod";
import type { Breaker } from "./breaker.ts";
import { type Caller, call } from "./call.server.ts";
import { decodeFrames } from "./decode-frames.ts";
import { endpoints } from "./endpoints.ts";
import type { GrafanaProblem, GrafanaResult, PromQuery, QueryRequest, Series } from "./grafana.ts";
import { type Asked, isPassing, notGrafana, queryProblem, type Setback } from "./problems.ts";
import { queryPart } from "./schemas.ts";
import { send } from "./send.server.ts";

type Results = Map<string, GrafanaResult<Series[]>>;
const envelope = z.object({ results: z.record(z.string(), z.unknown()) });

/** The most points that Prometheus gives for a series. */
const POINTS_MAX = 11_000;

/**
 * A query as /api/ds/query takes it. Grafana chooses a step that keeps the points under `maxDataPoints`, and never a
 * shorter one than `interval`: the highest number of points leaves the choice to the interval.
 */
function wireQuery(query: PromQuery, uid: string) {
  const range = query.kind === "range";
  return {
    refId: query.refId,
    datasource: { uid, type: "prometheus" },
    expr: query.expr,
    instant: !range,
    range,
    format: range ? "time_series" : "table",
    ...(query.kind === "range"
      ? { interval: `${query.stepSeconds}s`, intervalMs: query.stepSeconds * 1000, maxDataPoints: POINTS_MAX }
      : {}),
  };
}

export const queryBody = ({ from, to, queries }: QueryRequest, uid: string) =>
  JSON.stringify({
    from: String(from.getTime()),
    to: String(to.getTime()),
    queries: queries.map((query) => wireQuery(query, uid)),
  });

/**
 * All queries in one request; those that fail for a passing reason are asked again without the others.
 * Each query has a result of its own, whatever became of the request.
 */
export async function query(
  caller: Caller,
  request: QueryRequest,
  {
    uid,
    token,
    asked,
    breaker,
    signal,
  }: { uid: string; token: string; asked: Asked; breaker: Breaker; signal?: AbortSignal },
): Promise<Results> {
  const results: Results = new Map();
  const unanswered = () =>
    request.queries.filter(({ refId }) => {
      const result = results.get(refId);
      return !result || (!result.ok && isPassing(result.problem));
    });
  const failure = await call(caller, { what: "query", breaker, repeatable: true, signal }, async (gone) => {
    const queries = unanswered();
    const body = queryBody({ ...request, queries }, uid);
    const sent = await send(caller, { method: "POST", path: endpoints.query(), body, token }, asked, gone);
    if ("setback" in sent) {
      for (const { refId } of queries) results.set(refId, { ok: false, problem: sent.setback.problem });
      return sent.setback;
    }
    const answer = envelope.safeParse(sent.reply.body);
    const problems: GrafanaProblem[] = [];
    for (const { refId } of queries) {
      const result = readPart(answer.data?.results[refId], sent.reply.status, request.to, asked);
      results.set(refId, result);
      if (!result.ok) problems.push(result.problem);
    }
    return worst(problems, queries.length);
  });
  // Nothing was sent at all: the breaker rests, or the line was full.
  for (const { refId } of request.queries)
    if (failure && !results.has(refId)) results.set(refId, { ok: false, problem: failure });
  return results;
}

function readPart(value: unknown, status: number, to: Date, asked: Asked): GrafanaResult<Series[]> {
  const part = queryPart.safeParse(value);
  if (!part.success) {
    // A failed request may leave out what it did not come to.
    if (value === undefined && status >= 400) return { ok: false, problem: queryProblem({ frames: [] }, asked) };
    return { ok: false, problem: { kind: "not_grafana", message: notGrafana("no frames of data", asked), status } };
  }
  const { data } = part;
  // Frames beside an error are a part of the answer: shown as the whole they would be false.
  const failed = Boolean(data.error) || (data.status !== undefined && data.status >= 400);
  if (failed) return { ok: false, problem: queryProblem(data, asked) };
  return { ok: true, value: decodeFrames(data.frames, to.getTime()) };
}

/** What the request came to: null when each query has an answer or will not get one by asking again. */
function worst(problems: GrafanaProblem[], queries: number): Setback | null {
  const first = problems.find(isPassing) ?? problems[0];
  return first ? { problem: first, mayHaveActed: true, alive: problems.length < queries } : null;
}
