import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { lockStaffChanges } from "./staff-changes.server.ts";

const inputSchema = z.object({ staffId: z.uuid() });

/**
 * Lets a deactivated person sign in again, with the identity bound before and without any role.
 * @throws DomainError `not_signed_in`, `forbidden`; `conflict` when there is no such deactivated person
 */
export async function reactivateStaff(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<void> {
  const { staffId } = parseInput(inputSchema, input);
  const target = { kind: "staff", id: staffId };
  await refusalsRecorded(ctx, { action: "staff.reactivate", target }, async () => {
    const { actor, requestId } = requirePermission(ctx, "staff.manage");
    await ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      const [person] = await tx
        .update(staff)
        .set({ active: true, deactivatedAt: null })
        .where(and(eq(staff.id, staffId), eq(staff.active, false)))
        .returning({ id: staff.id });
      if (!person) throw new DomainError("conflict", "This person is not deactivated.");
      await recordEvent({ actor, requestId }, tx, { action: "staff.reactivate", target });
    });
  });
}
