import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { Ctx, ServiceCtx, StaffActor } from "../context.ts";
import type { Measurements } from "./measurement.ts";

/**
 * What a reader is told of a fault: the platform team all of it, everybody else that there is one. Addresses, statuses and names
 * of settings are no part of what others are sent, shown or not.
 */
export function problemFor({ actor }: Pick<Ctx, "actor">, problem: GrafanaProblem | null): GrafanaProblem | null {
  if (problem === null || actor.kind !== "staff" || actor.permissions.has("system.view")) return problem;
  return { kind: problem.kind, message: "Grafana did not answer as it should; the platform team is told." };
}

/** The same measurements with faults as this person is told of them. */
export function measurementsFor(ctx: ServiceCtx<StaffActor>): Measurements {
  return {
    async read(asks, signal) {
      const answers = await ctx.measurements.read(asks, signal);
      return answers.map(({ series, provenance }) => ({
        series,
        provenance: { ...provenance, problem: problemFor(ctx, provenance.problem) },
      }));
    },
  };
}
