import type { StaffActor } from "#app/domain/context.ts";
import type { HealthPages } from "#app/ui/health/health-header.tsx";

/** The health pages that this person may open beside those that everybody with health may. */
export function healthPages({ permissions }: StaffActor): HealthPages {
  return { onCall: permissions.has("on_call.view"), source: permissions.has("system.view") };
}
