import { exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { readAdjustments, type StoredAdjustment } from "./adjustments.ts";
import { removedOn } from "./blank-people.ts";
import { changeStateAs, requestEvent } from "./change-state.server.ts";
import { helsinkiDay } from "./clock-rules.ts";
import { exportActions } from "./export-states.ts";
import { lawHasMovedOn } from "./law-has-moved-on.server.ts";
import { requireNoOpenRequest } from "./require-no-open-request.server.ts";
import { requestForm } from "./request-form.ts";

export type RepeatInput = {
  id: string;
  version: number;
  /** Each left empty: as in the earlier request. Where they have been removed from it they have to be given. */
  requesterName?: string;
  recipientName?: string;
  recipientEmail?: string;
  recipientPhone?: string;
};

/**
 * Opens a new request for the scope of an earlier one: the same company, years and adjustments, under the law of the same day.
 * Where something of it has expired since, the law is asked as of today, so that what may no longer be kept is left out. The
 * scope is recorded and approved anew, by people.
 * @returns the new request's id, and whether the law of today was taken
 * @throws DomainError `invalid` with the field; `conflict` when the company has an open request, or this one has moved on
 */
export async function repeatExport(
  ctx: Ctx,
  input: RepeatInput,
): Promise<{ id: string; number: number; expiredSince: boolean }> {
  return refusalsRecorded(ctx, requestEvent("repeat", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.repeat.permission);
    return staff.db.transaction(async (tx) => {
      const earlier = await changeStateAs(staff, tx, "repeat", { id: input.id, version: input.version });
      const given = (key: "requesterName" | "recipientName" | "recipientEmail" | "recipientPhone") =>
        input[key]?.trim() || earlier[key];
      const form = parseInput(requestForm(earlier.country), {
        ...earlier,
        requesterName: given("requesterName"),
        recipientName: given("recipientName"),
        recipientEmail: given("recipientEmail"),
        recipientPhone: given("recipientPhone"),
        years: earlier.years?.join(", ") ?? "",
      });
      const { companyId, companyName, part } = earlier;
      await requireNoOpenRequest(tx, { companyId, companyName, part });
      const today = helsinkiDay(staff.clock.now());
      const expiredSince = await lawHasMovedOn(tx, earlier, earlier.asOf, today);
      const [made] = await tx
        .insert(exportRequest)
        .values({
          ...form,
          part: earlier.part,
          companyName: earlier.companyName,
          businessId: earlier.businessId,
          country: earlier.country,
          adjustments: withReasons(earlier),
          asOf: expiredSince ? today : earlier.asOf,
          rerunOf: earlier.id,
          requestedBy: staff.actor.id,
          requestedAt: staff.clock.now(),
        })
        .returning({ id: exportRequest.id, number: exportRequest.number });
      const details = { rerunOf: earlier.id, expiredSince };
      await recordEvent(staff, tx, {
        ...requestEvent("repeat", earlier.id),
        details: { madeId: made!.id, expiredSince },
      });
      await recordEvent(staff, tx, {
        action: "export_request.request",
        target: { kind: "export_request", id: made!.id },
        details,
      });
      return { ...made!, expiredSince };
    });
  });
}

/** A reason that was removed with the people of the earlier request is said to be so: nothing is decided beside the law without one. */
function withReasons({ adjustments, number }: { adjustments: unknown; number: number }): StoredAdjustment[] {
  return readAdjustments(adjustments).map((adjustment) => {
    const on = removedOn(adjustment.reason);
    return on
      ? { ...adjustment, reason: `As decided for export ${number}, whose reasons were removed on ${on}.` }
      : adjustment;
  });
}
