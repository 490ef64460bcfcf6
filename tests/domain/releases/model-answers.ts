import { createEvaluator } from "#app/demo/promql/evaluate.ts";
import type { ServiceModel } from "#app/demo/service-model/model-types.ts";
import { HOURS_COLLECTOR } from "#app/domain/latency/history-rules.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { collector, latencyHour } from "#db/schema/latency.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import type { Answer } from "#tests/support/service.ts";

const HOUR = 3_600_000;
const profile = loadProfile();

/** Answers as the demo's Grafana gives them, without the HTTP. */
export function modelAnswers(model: ServiceModel): Answer {
  const evaluator = createEvaluator(model);
  return (ask) => {
    if (ask.kind !== "instant" || !ask.at) return null;
    const result = evaluator.instant(fillQuery(profile, ask.purpose, ask.params), ask.at.getTime());
    if (result.kind !== "vector") return null;
    return result.samples.map(({ labels, value }) => ({ labels, points: [[ask.at!.getTime(), value]] }));
  };
}

/** Hours as the collector leaves them, so far as it matters that they were measured. */
export async function collectedHours({ db }: TestDatabase, from: number, to: number, except: number[] = []) {
  const hours = Array.from({ length: (to - from) / HOUR }, (_, i) => from + i * HOUR);
  await db.insert(latencyHour).values(
    hours
      .filter((hour) => !except.includes(hour))
      .map((hour) => ({
        hour: new Date(hour),
        client: "browser",
        requests: 1000,
        seconds: 400,
        withinTarget: 900,
        errors: 0,
        measuredAt: new Date(hour + HOUR),
      })),
  );
  await collectedUntil({ db } as TestDatabase, { from, to });
}

/** What the hours' collector says of itself: everything between the two was asked and answered. */
export async function collectedUntil(
  { db }: TestDatabase,
  { from, to, problem = null }: { from: number; to: number; problem?: unknown },
) {
  const progress = { asked: "test", from, to, emptyHours: 0, ended: false };
  await db
    .insert(collector)
    .values({ name: HOURS_COLLECTOR, attemptedAt: new Date(to), progress, problem })
    .onConflictDoUpdate({ target: collector.name, set: { progress, problem } });
}
