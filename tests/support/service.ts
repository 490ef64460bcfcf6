import type { ServiceCtx } from "#app/domain/context.ts";
import type { Ask, Measurement } from "#app/domain/measurements/measurement.ts";
import type { Grafana, GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { purposes } from "#app/profile/purposes.ts";

const netvisor = loadProfile();

/** What a test says Grafana would answer: series, a fault, or null for a question that it has no answer to. */
export type Answer = (ask: Ask) => Series[] | GrafanaProblem | null;

/** The service's part of a context, with answers that a test gives by hand. */
export function testService({
  answer = () => null,
  grafana = unconfiguredGrafana,
  profile = netvisor,
}: {
  answer?: Answer;
  grafana?: Grafana;
  profile?: Profile;
} = {}): Pick<ServiceCtx, "profile" | "grafana" | "measurements" | "origins" | "webhookReach"> {
  return {
    profile,
    grafana,
    webhookReach: { networks: [], loopback: false },
    origins: { console: "https://huolto.example", portal: "https://portal.example" },
    measurements: { read: async (asks) => asks.map((ask) => measured(profile, ask, answer)) },
  };
}

function measured(profile: Profile, ask: Ask, answer: Answer): Measurement {
  const given = answer(ask);
  const problem = given !== null && !Array.isArray(given) ? given : null;
  const at = (ask.kind === "range" ? ask.to : (ask.at ?? new Date())).toISOString();
  return {
    series: Array.isArray(given) ? given : null,
    provenance: {
      purpose: ask.purpose,
      what: purposes[ask.purpose].what,
      promql: fillQuery(profile, ask.purpose, ask.params),
      from: ask.kind === "range" ? ask.from.toISOString() : at,
      to: at,
      fetchedAt: problem ? null : at,
      stale: problem !== null,
      exclusions: [],
      problem,
    },
  };
}
