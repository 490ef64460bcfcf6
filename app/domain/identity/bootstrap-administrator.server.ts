import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { staff, staffRole } from "#db/schema/identity.ts";
import { roleLabels } from "../access/labels.ts";
import { conflictingRole } from "../access/role-rules.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type Invitation, inviteeSchema, makeInvitation } from "./invitations.server.ts";
import { administratorIds, lockStaffChanges, rolesOf } from "./staff-changes.server.ts";

/** Approving a role takes two, so the operator makes two administrators and no third. */
export const FIRST_ADMINISTRATORS = 2;

/**
 * How an installation gets its first administrators, and gets out of having fewer than two: the operator, at the machine's
 * shell, gives the role without a proposer. Refused as soon as two administrators can sign in.
 * @returns the invitation to hand to the person; null when the person had signed in before and only got the role
 * @throws DomainError `forbidden` for anyone but the operator; `conflict` when there are two administrators, or the person
 *   is deactivated or holds a role that an administrator cannot have
 */
export async function bootstrapAdministrator(
  ctx: Ctx,
  input: z.input<typeof inviteeSchema>,
): Promise<Invitation | null> {
  const { actor } = ctx;
  if (actor.kind !== "operator")
    throw new DomainError("forbidden", "Only the operator can do this, at the machine's shell.");
  const invitee = parseInput(inviteeSchema, input);
  return ctx.db.transaction(async (tx) => {
    await lockStaffChanges(tx);
    if ((await administratorIds(tx)).length >= FIRST_ADMINISTRATORS) {
      throw new DomainError(
        "conflict",
        "There are two administrators who can sign in. They invite further people in the console.",
      );
    }
    const now = ctx.clock.now();
    const [known] = await tx
      .select()
      .from(staff)
      .where(eq(sql`lower(${staff.email})`, invitee.email.toLowerCase()));
    if (known && !known.active) throw new DomainError("conflict", "This person is deactivated. Use another person.");
    const [made] = known
      ? [known]
      : await tx
          .insert(staff)
          .values({ ...invitee, createdAt: now })
          .returning();
    const person = made!;
    const other = conflictingRole(
      (await rolesOf(tx, person.id)).map((row) => row.role),
      "administrator",
    );
    if (other) {
      throw new DomainError(
        "conflict",
        `This person holds the role "${roleLabels[other]}", which an administrator cannot. Use another person.`,
      );
    }
    await tx
      .insert(staffRole)
      .values({ staffId: person.id, role: "administrator", state: "active", proposedAt: now })
      .onConflictDoUpdate({
        target: [staffRole.staffId, staffRole.role],
        set: { state: "active", proposedBy: null, approvedBy: null, approvedAt: null },
      });
    await recordEvent(ctx, tx, {
      action: "staff_role.bootstrap",
      target: { kind: "staff", id: person.id },
      details: { role: "administrator", new_person: !known },
    });
    return person.subjectHmac ? null : makeInvitation(tx, { staffId: person.id, createdBy: null, now });
  });
}
