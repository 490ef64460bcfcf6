import { caseLanguages, priorities } from "#app/domain/cases/case-kinds.ts";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addFollowUp } from "#app/domain/cases/add-follow-up.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { assignCase } from "#app/domain/cases/assign-case.server.ts";
import { changeCase } from "#app/domain/cases/change-case.server.ts";
import { finishFollowUp } from "#app/domain/cases/finish-follow-up.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";
import type { Said } from "#app/ui/cases/said-words.ts";
import { attachFromForm } from "./attach-from-form.server.ts";
import { requestOf, textOf } from "./case-form.server.ts";

/** What was done, and the reply that is offered next. */
type Done = { said: Said; reply?: string };

/** Does what the pressed button of a case's page says. */
export async function actOnCaseForm(ctx: ServiceCtx, number: number, form: FormData): Promise<Done> {
  const field = (name: string) => textOf(form, name);
  const seen = { number, version: Number(field("version")) || 0 };
  const language = caseLanguages.find((known) => known === field("language")) ?? "fi";
  switch (field("intent")) {
    case "act":
      await actOnCase(ctx, { ...seen, action: field("action"), text: field("text") || null });
      return { said: "act", reply: field("reply") || undefined };
    case "assign":
      await assignCase(ctx, { ...seen, assigneeId: field("assigneeId") || null });
      return { said: "assign" };
    case "change": {
      const { kind } = await readCase(ctx, { number });
      await changeCase(ctx, {
        ...seen,
        subject: field("subject"),
        priority: priorities.find((known) => known === field("priority")) ?? "normal",
        language,
        dueAt: instantOf(field("dueAt")),
        externalNumber: field("externalNumber") || null,
        request: requestOf(form, kind),
      });
      return { said: "change" };
    }
    case "note":
      await addNote(ctx, { number, text: field("text") });
      return { said: "note" };
    case "reply":
      await addReply(ctx, { number, text: field("text"), language, templateId: field("templateId") || null });
      return { said: "reply" };
    case "follow_up":
      await addFollowUp(ctx, { number, kind: "task", text: field("text"), dueAt: neededInstant(field("dueAt")) });
      return { said: "follow_up" };
    case "finish_follow_up":
      await finishFollowUp(ctx, { number, id: field("followUp") });
      return { said: "finish_follow_up" };
    case "attach":
      await attachFromForm(ctx, number, form);
      return { said: "attach" };
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
}

/** @returns null where nothing was typed */
function instantOf(typed: string): Date | null {
  return typed === "" ? null : neededInstant(typed);
}

function neededInstant(typed: string): Date {
  const at = parseLocal(typed);
  if (!at) throw new DomainError("invalid", "Write a day and a time, such as 2026-11-27 12:00.", { field: "dueAt" });
  return at;
}
