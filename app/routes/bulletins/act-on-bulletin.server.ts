import { abandonCorrection } from "#app/domain/bulletins/abandon-correction.server.ts";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { correctBulletin } from "#app/domain/bulletins/correct-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { returnBulletin } from "#app/domain/bulletins/return-bulletin.server.ts";
import { scheduleBulletin } from "#app/domain/bulletins/schedule-bulletin.server.ts";
import { submitBulletin } from "#app/domain/bulletins/submit-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { unscheduleBulletin } from "#app/domain/bulletins/unschedule-bulletin.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { languages } from "#app/i18n/languages.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";

/** Does what the pressed button of the bulletin's page says. */
export async function actOnBulletin(ctx: ServiceCtx, id: string, form: FormData): Promise<void> {
  const field = (name: string) => String(form.get(name) ?? "");
  const seen = { id, version: Number(field("version")) };
  switch (field("intent")) {
    case "submit":
      return submitBulletin(ctx, { ...seen, correctionNote: note(field, "correctionNote") });
    case "take_back":
      return takeBackBulletin(ctx, seen);
    case "abandon_correction":
      return abandonCorrection(ctx, seen);
    case "return":
      return returnBulletin(ctx, { ...seen, note: field("note") });
    case "approve":
      return approveBulletin(ctx, { ...seen, formToken: field("formToken") });
    case "schedule":
      return scheduleBulletin(ctx, { ...seen, at: instant(field("at"), "at"), pinnedUntil: pinned(form) });
    case "unschedule":
      return unscheduleBulletin(ctx, seen);
    case "publish":
      return publishBulletin(ctx, { ...seen, pinnedUntil: pinned(form) });
    case "correct":
      return correctBulletin(ctx, seen);
    case "retract":
      return retractBulletin(ctx, { ...seen, note: note(field, "note") });
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
}

const note = (field: (name: string) => string, name: string) =>
  Object.fromEntries(languages.map((language) => [language, field(`${name}.${language}`)]));

/** As people in Helsinki read it off the wall. */
function instant(text: string, field: string): Date {
  const at = parseLocal(text);
  if (!at) throw new DomainError("invalid", "Give a day and a time.", { field });
  return at;
}

/** Null: not pinned; undefined: the form does not say. */
function pinned(form: FormData): Date | null | undefined {
  const text = form.get("pinnedUntil");
  if (text === null) return undefined;
  return text === "" ? null : instant(String(text), "pinnedUntil");
}
