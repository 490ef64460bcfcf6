import type { ServiceCtx } from "#app/domain/context.ts";
import type { OpenState } from "#app/domain/health/incidents/incident-states.ts";
import { openIncident, type OpenIncidentInput } from "#app/domain/health/incidents/open-incident.server.ts";
import type { OpenIncident } from "#app/domain/health/incidents/open-incidents.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { formImpacts, textOf } from "./form-impacts.server.ts";

/** Opens the incident that the form describes, or adds what it says to an open one, as the pressed button asks. */
export async function openFromForm(
  ctx: ServiceCtx,
  form: FormData,
): Promise<{ outcome: "written"; number: number } | { outcome: "overlaps"; open: OpenIncident[] }> {
  const field = (name: string) => textOf(form, name);
  const impacts = formImpacts(form);
  // number:version:state of the open incident, as the person saw it.
  const [number, version, state] = field("addTo").split(":");
  if (number) {
    const seen = { number: Number(number), version: Number(version) };
    await updateIncident(ctx, { ...seen, text: field("text"), state: state as OpenState, impacts });
    return { outcome: "written", number: seen.number };
  }
  const opened = await openIncident(ctx, {
    title: field("title"),
    startedAt: field("startedAt"),
    text: field("text"),
    impacts,
    openedFrom: (field("openedFrom") || "hand") as OpenIncidentInput["openedFrom"],
    alertName: field("alertName"),
    openAnother: field("openAnother") === "yes",
  });
  return opened.outcome === "opened" ? { outcome: "written", number: opened.number } : opened;
}
