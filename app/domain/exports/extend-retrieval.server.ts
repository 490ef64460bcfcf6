import { eq } from "drizzle-orm";
import { exportClock, exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { addMonths, helsinkiDay, lastRetrievalDay, MOST_EXTENSION_MONTHS } from "./clock-rules.ts";
import { exportActions, reopened } from "./export-states.ts";
import { lengthenLinks } from "./lengthen-links.server.ts";
import { extensionForm } from "./life-forms.ts";
import { extendedMail } from "./life-mails.ts";
import { loadSwitch } from "./load-switches.server.ts";
import { newLink } from "./new-link.server.ts";

/**
 * Keeps an archive longer for fetching, with the reason; the customer is told. One whose time was over can be fetched again,
 * under a new link, unless its erasure has been proposed.
 * @throws DomainError `invalid` with the field; `conflict` without dates, with an erasure proposed, or when the request moved on
 */
export async function extendRetrieval(
  ctx: Ctx,
  input: { id: string; version: number; retrievalEndsOn: string; reason: string; portalOrigin: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("extend_retrieval", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.extend_retrieval.permission);
    const form = parseInput(extensionForm, { retrievalEndsOn: input.retrievalEndsOn, reason: input.reason });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const before = await changeStateAs(staff, tx, "extend_retrieval", { id: input.id, version: input.version });
      const { dates, handedOverOn, erasureProposed } = await loadSwitch(tx, before.id, now);
      if (!dates) throw new DomainError("conflict", "The dates of the switch are not recorded yet. Record them first.");
      if (erasureProposed)
        throw new DomainError(
          "conflict",
          "The erasure has been proposed. Take that back first, if it is not approved.",
        );
      const current = lastRetrievalDay(dates.retrievalEndsOn, handedOverOn);
      const today = helsinkiDay(now);
      const [, first] = [current, today].sort() as [string, string];
      if (form.retrievalEndsOn <= first)
        throw new DomainError("invalid", `Give a day after ${first}.`, { field: "retrievalEndsOn" });
      if (form.retrievalEndsOn > addMonths(first, MOST_EXTENSION_MONTHS))
        throw new DomainError("invalid", "At most twelve months at a time: what is kept has to be needed.", {
          field: "retrievalEndsOn",
        });
      await tx
        .update(exportClock)
        .set({
          retrievalEndsOn: form.retrievalEndsOn,
          retrievalReason: form.reason,
          updatedBy: staff.actor.id,
          updatedAt: now,
        })
        .where(eq(exportClock.requestId, before.id));
      const back = before.state === "retained" || before.state === "expired" ? reopened[before.state] : null;
      let request = before;
      if (back)
        [request] = (await tx
          .update(exportRequest)
          .set({ state: back })
          .where(eq(exportRequest.id, before.id))
          .returning()) as [ExportRequest];
      // The last day may have passed a moment before the state says so: the link is over all the same.
      if (back || current < today) {
        await newLink(staff, tx, request, input.portalOrigin);
      } else {
        await lengthenLinks(tx, before.id, now);
        await queueMessage(staff, tx, {
          channel: "email",
          recipient: request.recipientEmail,
          ...extendedMail(request.language, {
            company: request.companyName,
            part: request.part,
            until: form.retrievalEndsOn,
          }),
          purpose: "export_notice",
          subjectId: request.id,
        });
      }
      await recordEvent(staff, tx, {
        ...requestEvent("extend_retrieval", request.id),
        details: { from: current, until: form.retrievalEndsOn, reopened: back !== null },
      });
      return request;
    });
  });
}
