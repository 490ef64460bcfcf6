import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { cancelWindow } from "#app/domain/maintenance/cancel-window.server.ts";
import { completeWindow } from "#app/domain/maintenance/complete-window.server.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { editWindow } from "#app/domain/maintenance/edit-window.server.ts";
import { extendWindow } from "#app/domain/maintenance/extend-window.server.ts";
import type { ProposedChange } from "#app/domain/maintenance/maintenance-view.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { startWindow } from "#app/domain/maintenance/start-window.server.ts";
import { tickCheck } from "#app/domain/maintenance/tick-check.server.ts";
import { undoAnnouncement } from "#app/domain/maintenance/undo-announcement.server.ts";
import { verifyWindow } from "#app/domain/maintenance/verify-window.server.ts";
import { withdrawChange } from "#app/domain/maintenance/withdraw-change.server.ts";
import { silenceAgain } from "#app/domain/marks/silence-again.server.ts";
import type { LookedAt } from "#app/ui/maintenance/proposal-form.tsx";
import { chosenComponents, inLanguages, instantOf, textOf } from "./form-fields.server.ts";
import { lookAtHours } from "./look-at-hours.server.ts";

/** Where on the page to go on: empty, or a fragment such as `#checklist`. */
export type Acted = { part: string } | { lookedAt: LookedAt };
type Act = (ctx: ServiceCtx, seen: { id: string; version: number }, form: FormData) => Promise<unknown>;

const decide =
  (decision: "approve" | "refuse"): Act =>
  (ctx, { version }, form) =>
    decideChange(ctx, {
      changeId: textOf(form, "changeId"),
      version,
      decision,
      note: textOf(form, "note"),
      formToken: textOf(form, "formToken"),
    });

/** What each button of the page does, and the part of the page where its result stands. */
const acts: Record<string, { act: Act; part: string }> = {
  announce: { act: announceWindow, part: "" },
  undo_announce: { act: undoAnnouncement, part: "" },
  start: { act: startWindow, part: "" },
  verify: { act: verifyWindow, part: "" },
  complete: { act: completeWindow, part: "" },
  extend: {
    act: (ctx, seen, form) =>
      extendWindow(ctx, { ...seen, endsAt: instantOf(form, "endsAt") ?? "", reason: textOf(form, "reason") }),
    part: "",
  },
  cancel: { act: (ctx, seen, form) => cancelWindow(ctx, { ...seen, reason: textOf(form, "reason") }), part: "" },
  edit: {
    act: (ctx, seen, form) =>
      editWindow(ctx, {
        ...seen,
        titles: inLanguages(form, "title"),
        messages: inLanguages(form, "message"),
        components: chosenComponents(form),
      }),
    part: "#texts",
  },
  propose: { act: propose, part: "#decision" },
  withdraw: { act: (ctx, _, form) => withdrawChange(ctx, { changeId: textOf(form, "changeId") }), part: "" },
  approve: { act: decide("approve"), part: "" },
  refuse: { act: decide("refuse"), part: "" },
  check: { act: tick, part: "#checklist" },
  silence_again: {
    act: (ctx, { id }, form) => silenceAgain(ctx, { windowId: id, component: textOf(form, "component") }),
    part: "#marks",
  },
};

/** Does what the pressed button of a window's page says. */
export async function actOnWindow(ctx: ServiceCtx, id: string, form: FormData): Promise<Acted> {
  const intent = textOf(form, "intent");
  if (intent === "look") return { lookedAt: lookAtHours(ctx, form) };
  const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
  if (!known) throw new DomainError("invalid", "This button is not known. Reload the page.");
  await known.act(ctx, { id, version: Number(textOf(form, "version")) }, form);
  return { part: known.part };
}

function propose(ctx: ServiceCtx, seen: { id: string; version: number }, form: FormData): Promise<unknown> {
  const kind = textOf(form, "kind") as ProposedChange["kind"];
  const reason = textOf(form, "reason");
  if (kind === "skip") return proposeChange(ctx, { ...seen, kind, reason });
  return proposeChange(ctx, {
    ...seen,
    kind,
    startsAt: instantOf(form, "startsAt") ?? "",
    endsAt: instantOf(form, "endsAt") ?? "",
    reason,
  });
}

/** `3:done` or `3:undone`. */
function tick(ctx: ServiceCtx, { id }: { id: string }, form: FormData): Promise<unknown> {
  const [position, done] = textOf(form, "tick").split(":");
  return tickCheck(ctx, { id, position: Number(position), done: done === "done" });
}
