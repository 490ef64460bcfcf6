import type { BulletinView } from "#app/domain/bulletins/bulletin-view.ts";
import { dueAt } from "#app/domain/bulletins/week-rules.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { formatInstant } from "#app/i18n/formats.ts";

/** When a weekly bulletin comes out by the installation's habit, as a field has it; null when that has passed. */
export function usualTime({ profile, clock }: ServiceCtx, { week }: Pick<BulletinView, "week">): string | null {
  if (!week) return null;
  const due = dueAt(week.monday, profile.bulletins.due, profile.service.timeZone);
  return due > clock.now() ? formatInstant(due).replace(" ", "T") : null;
}
