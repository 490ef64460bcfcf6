import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import type { OpenState } from "#app/domain/health/incidents/incident-states.ts";
import { reopenIncident } from "#app/domain/health/incidents/reopen-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { setFollowUpDone } from "#app/domain/health/incidents/set-follow-up-done.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { writeReview } from "#app/domain/health/incidents/write-review.server.ts";
import { formImpacts, textOf } from "./form-impacts.server.ts";

/**
 * Does what the pressed button of the incident's page says.
 * @returns the part of the page to go to: empty, or a fragment such as `#review`
 */
export async function actOnIncident(ctx: ServiceCtx, number: number, form: FormData): Promise<string> {
  const field = (name: string) => textOf(form, name);
  const seen = { number, version: Number(field("version")) };
  switch (field("intent")) {
    case "update":
      await updateIncident(ctx, {
        ...seen,
        text: field("text"),
        state: field("state") as OpenState,
        impacts: formImpacts(form),
      });
      return "";
    case "resolve":
      await resolveIncident(ctx, { ...seen, text: field("text"), resolvedAt: field("resolvedAt") });
      return "";
    case "reopen":
      await reopenIncident(ctx, { ...seen, reason: field("reason"), impacts: formImpacts(form) });
      return "";
    case "add_follow_up":
      await addFollowUp(ctx, { number, text: field("text"), owner: field("owner"), dueOn: field("dueOn") });
      return "#follow-ups";
    case "complete_follow_up":
    case "undo_follow_up":
      await setFollowUpDone(ctx, {
        number,
        id: field("followUp"),
        done: field("intent") === "complete_follow_up",
      });
      return "#follow-ups";
    case "review":
      await writeReview(ctx, {
        number,
        version: Number(field("reviewVersion")),
        whatHappened: field("whatHappened"),
        cause: field("cause"),
        whatHelped: field("whatHelped"),
        whatChanges: field("whatChanges"),
      });
      return "#review";
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
}
