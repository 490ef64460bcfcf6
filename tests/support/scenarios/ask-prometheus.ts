import type { Measurement, Measurements } from "#app/domain/measurements/measurement.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { purposes } from "#app/profile/purposes.ts";
import type { Prometheus, PromSeries } from "../prometheus.ts";

/** The console's questions, answered by a real Prometheus; the last instant of the world is the present. */
export function measurementsOf(profile: Profile, prometheus: Prometheus, now: Date): Measurements {
  return {
    read: (asks) =>
      Promise.all(
        asks.map(async (ask): Promise<Measurement> => {
          const promql = fillQuery(profile, ask.purpose, ask.params);
          const at = ask.kind === "instant" ? (ask.at ?? now) : ask.to;
          const answer =
            ask.kind === "instant"
              ? prometheus.instant(promql, at.getTime())
              : prometheus.range(promql, {
                  fromMs: ask.from.getTime(),
                  toMs: ask.to.getTime(),
                  stepMs: ask.stepSeconds * 1000,
                });
          return {
            series: (await answer).map(plain),
            provenance: {
              purpose: ask.purpose,
              what: purposes[ask.purpose].what,
              promql,
              from: (ask.kind === "range" ? ask.from : at).toISOString(),
              to: at.toISOString(),
              fetchedAt: now.toISOString(),
              stale: false,
              exclusions: [],
              problem: null,
            },
          };
        }),
      ),
  };
}

/** As Grafana gives it: no data is null, and NaN and infinity are no data. */
const plain = ({ labels, points }: PromSeries) => ({
  labels,
  points: points.map(([at, value]) => [at, Number.isFinite(value) ? value : null] as const),
});
