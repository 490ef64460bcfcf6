import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { cancelDraft } from "#app/domain/ip-restrictions/cancel-draft.server.ts";
import type { SeenRestriction } from "#app/domain/ip-restrictions/change-restriction.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { dryRun } from "#app/domain/ip-restrictions/dry-run.server.ts";
import { editDraft } from "#app/domain/ip-restrictions/edit-draft.server.ts";
import { liftRestriction } from "#app/domain/ip-restrictions/lift-restriction.server.ts";
import { proposeRestriction } from "#app/domain/ip-restrictions/propose-restriction.server.ts";
import { withdrawRestriction } from "#app/domain/ip-restrictions/withdraw-restriction.server.ts";
import { draftFromForm } from "./draft-from-form.server.ts";

type Act = (ctx: ServiceCtx, seen: SeenRestriction, form: FormData) => Promise<unknown>;
const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

const decide =
  (decision: "approve" | "refuse"): Act =>
  (ctx, seen, form) =>
    decideRestriction(ctx, {
      ...seen,
      decision,
      networksSha256: textOf(form, "networksSha256"),
      reason: textOf(form, "reason"),
      formToken: textOf(form, "formToken"),
    });

/** What each button of the page does, and the part of the page where its result stands. */
const acts: Record<string, { act: Act; part: string }> = {
  edit: { act: (ctx, seen, form) => editDraft(ctx, { ...seen, ...draftFromForm(ctx, form) }), part: "" },
  dry_run: { act: dryRun, part: "#trial" },
  propose: { act: proposeRestriction, part: "" },
  withdraw: { act: withdrawRestriction, part: "" },
  cancel: { act: cancelDraft, part: "" },
  approve: { act: decide("approve"), part: "" },
  refuse: { act: decide("refuse"), part: "" },
  lift: {
    act: (ctx, { id }, form) =>
      liftRestriction(ctx, { id, reason: textOf(form, "reason"), typed: textOf(form, "typed") }),
    part: "",
  },
};

/** Does what the pressed button of a list's page says. @returns the fragment to go on at */
export async function actOnRestriction(ctx: ServiceCtx, id: string, form: FormData): Promise<string> {
  const intent = textOf(form, "intent");
  const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
  if (!known) throw new DomainError("invalid", "This button is not known. Reload the page.");
  await known.act(ctx, { id, version: Number(textOf(form, "version")) }, form);
  return known.part;
}
