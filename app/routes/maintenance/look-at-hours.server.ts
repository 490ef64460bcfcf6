import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { LONGEST_HOURS, tooLong } from "#app/domain/maintenance/hours-rules.ts";
import { clashesIn } from "#app/domain/maintenance/window-rows.server.ts";
import type { LookedAt } from "#app/ui/maintenance/proposal-form.tsx";
import { instantOf } from "./form-fields.server.ts";

/** What the hours of a form fall on, before anything is proposed. */
export function lookAtHours(ctx: ServiceCtx, form: FormData): LookedAt {
  const [startsAt, endsAt] = (["startsAt", "endsAt"] as const).map((field) => {
    const instant = instantOf(form, field);
    if (!instant) throw new DomainError("invalid", "Give a day and a time, such as 2026-12-19 22:00.", { field });
    return instant;
  }) as [string, string];
  const hours = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  const invalid = (message: string) => new DomainError("invalid", message, { field: "endsAt" });
  if (hours.endsAt <= hours.startsAt) throw invalid("The end is not after the start. Give a later end.");
  if (tooLong(hours)) throw invalid(`A window lasts ${LONGEST_HOURS} hours at most. Give an earlier end.`);
  const clashes = clashesIn(ctx.profile, hours);
  const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  return { startsAt, endsAt, clashes, values };
}
