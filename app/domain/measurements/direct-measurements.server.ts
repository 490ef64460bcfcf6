import type { Clock } from "#app/platform/clock.ts";
import type { Grafana, GrafanaResult, Series } from "#app/platform/grafana/grafana.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { purposes } from "#app/profile/purposes.ts";
import { fetchAnswers, type Wanted } from "./fetch-answers.server.ts";
import type { Ask, Measurement, Measurements } from "./measurement.ts";
import { spanOf } from "./span-of.ts";

/** Measurements without a memory, for a tool that asks once and ends: no database is needed, and nothing is stored. */
export function directMeasurements({
  grafana,
  profile,
  clock,
}: {
  grafana: Grafana;
  profile: Profile;
  clock: Clock;
}): Measurements {
  return {
    async read(asks, signal = new AbortController().signal) {
      const now = clock.now();
      const wanted = asks.map((ask, i) => ({ ask, ...wantedOf(ask, profile, now, i) }));
      const found = new Map<Wanted, GrafanaResult<Series[]>>();
      await fetchAnswers(grafana, wanted, signal, (answered) => {
        for (const [question, result] of answered) found.set(question, result);
      });
      return wanted.map((question) => measured(question, found.get(question), now));
    },
  };
}

function wantedOf(ask: Ask, profile: Profile, now: Date, i: number): Wanted {
  const named = { key: String(i), promql: fillQuery(profile, ask.purpose, ask.params) };
  return ask.kind === "range"
    ? { ...named, kind: "range", from: ask.from, to: ask.to, stepSeconds: ask.stepSeconds }
    : { ...named, kind: "instant", to: ask.at ?? now };
}

function measured(
  { ask, promql, ...when }: Wanted & { ask: Ask },
  result: GrafanaResult<Series[]> | undefined,
  now: Date,
): Measurement {
  const ok = result?.ok === true;
  return {
    series: ok ? result.value : null,
    provenance: {
      purpose: ask.purpose,
      what: purposes[ask.purpose].what,
      promql,
      ...spanOf(ask, when.to),
      fetchedAt: ok ? now.toISOString() : null,
      stale: !ok,
      exclusions: [],
      problem: result && !result.ok ? result.problem : null,
    },
  };
}
