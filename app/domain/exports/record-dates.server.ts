import { exportClock } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import {
  dateProblem,
  earliestRetrievalEnd,
  helsinkiDay,
  latestNoticeEnd,
  ordinaryTransitionEnd,
  type SwitchDates,
} from "./clock-rules.ts";
import { exportActions } from "./export-states.ts";
import { type DatesInput, datesForm } from "./life-forms.ts";
import { lengthenLinks } from "./lengthen-links.server.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { tellBy } from "./tell-by.ts";

/**
 * Records the dates of a switch (Data Act Article 25), or corrects them, also those that were assumed. What is left empty is the
 * law's own date, and never an earlier end of the fetching than the customer was told. A link that works then lives as long as
 * the archive can be fetched.
 * @throws DomainError `invalid` with the field and the day that would do; `conflict` when the request has moved on
 */
export async function recordDates(
  ctx: ServiceCtx,
  input: { id: string; version: number } & DatesInput,
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("set_dates", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.set_dates.permission);
    const form = parseInput(datesForm, input);
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "set_dates", { id: input.id, version: input.version });
      const { dates: before, handedOverOn } = await loadSwitch(tx, request.id, now);
      const dates = filled(form, handedOverOn ? before : null);
      const problem = dateProblem(dates, {
        today: helsinkiDay(now),
        before,
        tellBy: tellBy(staff, dates.noticeGivenOn),
        handedOver: handedOverOn !== null,
      });
      if (problem) throw new DomainError("invalid", problem.message, { field: problem.field });
      const row = { ...dates, assumed: false, updatedBy: staff.actor.id, updatedAt: now };
      await tx
        .insert(exportClock)
        .values({ requestId: request.id, ...row })
        .onConflictDoUpdate({ target: exportClock.requestId, set: row });
      await lengthenLinks(tx, request.id, now);
      const { transitionReason: _why, retrievalReason: _also, ...days } = dates;
      await recordEvent(staff, tx, { ...requestEvent("set_dates", request.id), details: days });
      return request;
    });
  });
}

/** @param told what the customer was told until when the archive can be fetched, if it was: left empty, that stays */
function filled(
  form: Omit<SwitchDates, "noticeEndsOn" | "transitionEndsOn" | "retrievalEndsOn"> & {
    noticeEndsOn: string | null;
    transitionEndsOn: string | null;
    retrievalEndsOn: string | null;
  },
  told: SwitchDates | null,
): SwitchDates {
  const noticeEndsOn = form.noticeEndsOn ?? latestNoticeEnd(form.noticeGivenOn);
  const transitionEndsOn = form.transitionEndsOn ?? ordinaryTransitionEnd(noticeEndsOn);
  const ordinary = form.transitionBasis === "thirty_days";
  const earliest = earliestRetrievalEnd(transitionEndsOn);
  const kept = !form.retrievalEndsOn && told && told.retrievalEndsOn > earliest ? told : null;
  return {
    ...form,
    noticeEndsOn,
    transitionEndsOn,
    transitionReason: ordinary ? null : form.transitionReason,
    unfeasibleToldOn: form.transitionBasis === "technically_unfeasible" ? form.unfeasibleToldOn : null,
    retrievalEndsOn: form.retrievalEndsOn ?? kept?.retrievalEndsOn ?? earliest,
    retrievalReason: form.retrievalReason ?? (kept && (kept.retrievalReason ?? "As the customer was told")),
  };
}
