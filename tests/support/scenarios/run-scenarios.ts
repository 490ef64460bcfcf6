import { makeDiagnosis } from "#app/domain/latency/diagnosis/make-diagnosis.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { startPrometheus } from "../prometheus.ts";
import { measurementsOf } from "./ask-prometheus.ts";
import { type Given, type Scenario, scenariosOf } from "./judge.ts";
import { simulate } from "./simulate.ts";
import { makeWorld } from "./world.ts";
import { writeSamples } from "./write-samples.ts";

/** @param worlds with the Monday of the week in which something is wrong, in the service's zone */
export async function runScenarios(
  worlds: readonly { seed: number; monday: string }[],
): Promise<{ scenario: Scenario; given: Given }[]> {
  const answers: { scenario: Scenario; given: Given }[] = [];
  for (const { seed, monday } of worlds) {
    const world = makeWorld(seed, monday);
    const { fromMs, toMs } = world;
    const prometheus = await startPrometheus({ openMetrics: writeSamples(simulate(world)), fromMs, toMs });
    try {
      const profile = loadProfile();
      const clock = { now: () => new Date(toMs) };
      const service = { profile, clock, measurements: measurementsOf(profile, prometheus, clock.now()) };
      for (const scenario of scenariosOf(world)) answers.push({ scenario, given: await answerTo(scenario, service) });
    } finally {
      await prometheus.stop();
    }
  }
  return answers;
}

/** Asks as a ticket would: for the slot's hours, of which the trouble may have begun only after a while. */
async function answerTo(
  { slot, customer, page }: Scenario,
  service: Parameters<typeof makeDiagnosis>[0],
): Promise<Given> {
  const windows =
    slot.event?.cause === "maintenance"
      ? [{ kind: "planned" as const, title: "Maintenance", from: slot.wrongFromMs, to: slot.toMs }]
      : [];
  const { enoughData, verdicts } = await makeDiagnosis(service, {
    customer: { businessId: customer.id, name: customer.id },
    span: { from: new Date(slot.fromMs), to: new Date(slot.toMs) },
    page,
    windows,
  });
  const [main] = verdicts;
  return {
    main: enoughData ? (main?.cause ?? "unexplained") : "not_enough_data",
    confidence: enoughData ? (main?.confidence ?? null) : null,
    all: verdicts.map(({ cause, share }) => ({ cause, share })),
  };
}
