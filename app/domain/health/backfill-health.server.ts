import { inArray, min } from "drizzle-orm";
import type { ComponentQuery } from "#db/schema/health.ts";
import { componentState } from "#db/schema/health.ts";
import type { GrafanaProblem, GrafanaResult, Series } from "#app/platform/grafana/grafana.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import type { ServiceCtx } from "../context.ts";
import { HISTORY_DAYS, intervalsOf, nextChunk, STEP_MS } from "./backfill-rules.ts";
import { type Question, questionsFor, seriesFor } from "./component-questions.ts";
import { limitText, questionText, valueText } from "./evidence-labels.ts";
import { type CataloguedComponent, loadCatalogue } from "./load-catalogue.server.ts";
import { prependHistory } from "./prepend-history.server.ts";
import { observe, type QueryAnswer } from "./state-rules.ts";

/** A round ends after so many requests: the worker has other things to do, and Grafana too. */
const CHUNKS_PER_ROUND = 3;

type Unfilled = CataloguedComponent & { earliest: number };

/**
 * Reads the past 90 days of each component back from its own queries, newest first, a piece at a time. What was read is kept,
 * so that the next round goes on where this one ended. Alerts are not part of it: Grafana does not keep which ones fired.
 * @returns why a piece could not be read, or null
 */
export async function backfillHealth(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const horizon = ctx.clock.now().getTime() - HISTORY_DAYS * 86_400_000;
  const failed = new Set<string>();
  let problem: GrafanaProblem | null = null;
  for (let i = 0; i < CHUNKS_PER_ROUND; i += 1) {
    const waiting = (await unfilled(ctx, horizon)).filter(({ id }) => !failed.has(id));
    const newest = Math.max(...waiting.map(({ earliest }) => earliest));
    const batch = waiting.filter(({ earliest }) => earliest === newest);
    if (batch.length === 0) break;
    const outcome = await fillChunk(ctx, batch, newest, horizon);
    problem ??= outcome.problem;
    for (const id of outcome.failed) failed.add(id);
  }
  return problem;
}

/** Components whose history does not reach the horizon yet. Their first observation must be there: it is what this leads up to. */
async function unfilled({ db }: ServiceCtx, horizon: number): Promise<Unfilled[]> {
  const components = (await loadCatalogue(db)).filter(({ queries }) => queries.length > 0);
  if (components.length === 0) return [];
  const rows = await db
    .select({ id: componentState.componentId, earliest: min(componentState.startedAt) })
    .from(componentState)
    .where(
      inArray(
        componentState.componentId,
        components.map(({ id }) => id),
      ),
    )
    .groupBy(componentState.componentId);
  const earliest = new Map(rows.map((row) => [row.id, row.earliest?.getTime()]));
  return components.flatMap((component) => {
    const first = earliest.get(component.id);
    return first !== undefined && nextChunk(first, horizon) ? [{ ...component, earliest: first }] : [];
  });
}

async function fillChunk(
  ctx: ServiceCtx,
  batch: readonly Unfilled[],
  earliest: number,
  horizon: number,
): Promise<{ problem: GrafanaProblem | null; failed: string[] }> {
  const chunk = nextChunk(earliest, horizon)!;
  const questions = questionsFor(batch.flatMap(({ queries }) => queries));
  const answers = await ctx.grafana.query({
    from: new Date(chunk.from),
    to: new Date(chunk.lastPoint),
    queries: questions.map(({ purpose, params }, i) => ({
      refId: `q${i}`,
      kind: "range",
      stepSeconds: STEP_MS / 1000,
      expr: fillQuery(ctx.profile, purpose, params),
    })),
  });
  const past = new Map<ComponentQuery, Past>();
  questions.forEach((question, i) => {
    for (const query of question.queries) past.set(query, pastOf(question, query, answers.get(`q${i}`)));
  });
  let problem: GrafanaProblem | null = null;
  const failed: string[] = [];
  for (const component of batch) {
    const pasts = component.queries.map((query) => past.get(query) ?? nobodyMeasures);
    const missed = pasts.find((one) => one.problem !== null)?.problem;
    if (missed) {
      problem ??= missed;
      failed.push(component.id);
      continue;
    }
    const asked = component.queries.map((query) => ({ query, name: questionText(query), limit: limitText(query) }));
    const steps = [];
    for (let at = chunk.from; at <= chunk.lastPoint; at += STEP_MS) {
      const seen = asked.map((one, i) => answerAt(one, pasts[i]!, at));
      steps.push({ at, seen: observe([], undefined, seen) });
    }
    await prependHistory(ctx.db, component.id, earliest, intervalsOf(steps, earliest));
  }
  return { problem, failed };
}

/** Values by the step they were measured at; null where there was nothing to measure. */
type Past = { problem: GrafanaProblem | null; values: Map<number, number | null> };
const nobodyMeasures: Past = { problem: null, values: new Map() };

function pastOf(question: Question, query: ComponentQuery, answer: GrafanaResult<Series[]> | undefined): Past {
  // PromQL that cannot run today cannot run tomorrow: nothing is known, and the others need not wait for it.
  if (!answer || (!answer.ok && answer.problem.kind === "bad_query")) return nobodyMeasures;
  if (!answer.ok) return { problem: answer.problem, values: new Map() };
  const points = seriesFor(question, query, answer.value)?.points ?? [];
  return {
    problem: null,
    values: new Map(points.map(([time, value]) => [Math.round(time / STEP_MS) * STEP_MS, value])),
  };
}

function answerAt(asked: Pick<QueryAnswer, "query" | "name" | "limit">, { values }: Past, at: number): QueryAnswer {
  const value = values.get(at);
  if (value === undefined) return { ...asked, kind: "absent" };
  if (value === null) return { ...asked, kind: "idle" };
  return { ...asked, kind: "value", value, text: valueText(asked.query.purpose, value) };
}
