import { eq } from "drizzle-orm";
import { ipNetwork } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import {
  lockRestriction,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import { checkedDraft, type DraftInput } from "./checked-draft.server.ts";
import { asRow } from "./create-draft.server.ts";
import { ipActions } from "./ip-states.ts";
import { listSha256 } from "./list-hash-rules.ts";

/**
 * Writes a draft anew: all its networks, and who asks. Its trial is about the list that it was, and goes.
 * @throws DomainError `invalid` with the field, `conflict` when the draft has moved on
 */
export async function editDraft(ctx: ServiceCtx, input: SeenRestriction & DraftInput): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("edit", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.edit.permission);
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "edit", { id: input.id, version: input.version });
      const { networks, ...about } = await checkedDraft(staff, tx, input);
      const networksSha256 = listSha256({ businessId: row.businessId, networks, whenAllExpired: about.whenAllExpired });
      await tx.delete(ipNetwork).where(eq(ipNetwork.restrictionId, row.id));
      await tx.insert(ipNetwork).values(networks.map((network) => asRow(row.id, network)));
      await writeRestriction(tx, "edit", row, {
        ...about,
        networksSha256,
        dryRun: networksSha256 === row.networksSha256 ? row.dryRun : null,
        writtenBy: [...new Set([...row.writtenBy, staff.actor.id])],
      });
      await recordEvent(staff, tx, {
        ...restrictionEvent("edit", row.id),
        details: { networks: networks.length, networksSha256, before: row.networksSha256 },
      });
      return { id: row.id };
    });
  });
}
