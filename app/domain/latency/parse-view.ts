import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import type { LatencyView, Period } from "./latency-types.ts";
import { type ViewInput, viewedPeriod, viewSchema } from "./view-schema.ts";

/**
 * A view with its stretch of time, checked.
 * @throws DomainError `invalid` with the parameter at fault
 */
export function parseView(ctx: ServiceCtx, input: ViewInput): { view: LatencyView; period: Period } {
  const view = parseInput(viewSchema, input);
  const clients = ctx.profile.latency.clients.map(({ id }) => id);
  if (view.client !== "" && !clients.includes(view.client))
    throw new DomainError("invalid", `There is no client kind ${view.client}. Choose one of ${clients.join(", ")}.`, {
      field: "client",
    });
  const found = viewedPeriod(view, ctx.clock.now(), ctx.profile.service.timeZone);
  if ("fault" in found) throw new DomainError("invalid", found.fault.says, { field: found.fault.field });
  return { view, period: found.period };
}
