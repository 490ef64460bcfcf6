import { pino } from "pino";
import type { ServiceCtx } from "#app/domain/context.ts";
import { reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { reconcileOwner } from "#app/domain/marks/reconcile-owner.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Grafana, GrafanaResult } from "#app/platform/grafana/grafana.ts";
import { openGrafana } from "#app/platform/grafana/open-grafana.server.ts";
import type { Db } from "#db/client.ts";
import { serviceCtxOf } from "./contexts.ts";

export const TOKENS = { reader: "glsa_reader_of_the_tests", writer: "glsa_writer_of_the_tests" };

/** A client of this Grafana that waits for nothing between its tries; its circuit breaker is its own. */
export const clientOf = (baseUrl: string, clock: Clock): Grafana =>
  openGrafana({
    baseUrl,
    readerToken: TOKENS.reader,
    writerToken: TOKENS.writer,
    dataSourceUid: "prometheus",
    log: pino({ level: "silent" }),
    clock,
    sleep: async () => {},
    limits: { tryMs: 2000, totalMs: 4000 },
  });

/** The worker, with a client of its own. */
export const workerOf = (db: Db, clock: Clock, grafana: Grafana): ServiceCtx =>
  serviceCtxOf(db, { kind: "job", id: "reconcile-marks" }, { clock, grafana });

/** What the doorbell of a window does. */
export const ring = (ctx: ServiceCtx, windowId: string) =>
  reconcileOwner(ctx, { ownerKind: "window", ownerId: windowId });

/** Rounds of the reconciler until one has nothing to say, three at most. */
export async function untilQuiet(ctx: () => ServiceCtx): Promise<void> {
  for (let round = 0; round < 3; round += 1) if ((await reconcileMarks(ctx())) === null) return;
  throw new Error("the reconciler does not come to an end");
}

export function value<T>(result: GrafanaResult<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** What Grafana holds of a window: each silence that is not over, by its component; every annotation. */
export async function heldOf(grafana: Grafana, windowId: string) {
  const silences = value(await grafana.silences())
    .filter(({ comment, state }) => comment.includes(windowId) && state !== "expired")
    .map(({ comment, matchers, startsAt, endsAt, id, state }) => ({
      id,
      state,
      title: comment.replace(/ \(.*/, ""),
      alerts: matchers.map(({ name, value: label }) => `${name}=${label}`).join(","),
      hours: `${startsAt.slice(0, 16)}/${endsAt.slice(0, 16)}`,
    }))
    .sort((a, b) => a.alerts.localeCompare(b.alerts));
  const search = { from: new Date(0), to: new Date("2100-01-01"), tags: [`window:${windowId}`] };
  const annotations = value(await grafana.annotations(search)).map(({ id, text, time, timeEnd, tags }) => ({
    id,
    text,
    tags,
    hours: `${new Date(time).toISOString().slice(0, 16)}/${new Date(timeEnd).toISOString().slice(0, 16)}`,
  }));
  return { silences, annotations };
}
