import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { session, staff, staffInvitation, staffRole } from "#db/schema/identity.ts";
import type { Role } from "../access/permissions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { sessionEnd } from "./session-limits.ts";

const inputSchema = z.object({ staffId: z.uuid() });

export type StaffMember = {
  id: string;
  displayName: string;
  email: string;
  state: "active" | "invited" | "deactivated";
  createdAt: Date;
  deactivatedAt: Date | null;
  /** Until when the open invitation can be accepted. */
  invitationExpiresAt: Date | null;
  roles: {
    role: Role;
    state: "proposed" | "active";
    /** Null: given by the operator when the installation began. */
    proposedBy: { id: string; displayName: string } | null;
    proposedAt: Date;
    approvedBy: { id: string; displayName: string } | null;
    approvedAt: Date | null;
  }[];
  sessions: { id: string; method: string; createdAt: Date; lastSeenAt: Date }[];
};

/** One member of staff with roles, proposals and open sessions. @throws DomainError `not_signed_in`, `forbidden`, `not_found` */
export async function readStaffMember(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<StaffMember> {
  const { db, clock } = requirePermission(ctx, "staff.view");
  const { staffId } = parseInput(inputSchema, input);
  const [person] = await db.select().from(staff).where(eq(staff.id, staffId));
  if (!person) throw new DomainError("not_found", "There is no such member of staff.");
  const now = clock.now();
  const proposer = alias(staff, "proposer");
  const approver = alias(staff, "approver");
  const roles = await db
    .select({
      role: staffRole.role,
      state: staffRole.state,
      proposedBy: { id: proposer.id, displayName: proposer.displayName },
      proposedAt: staffRole.proposedAt,
      approvedBy: { id: approver.id, displayName: approver.displayName },
      approvedAt: staffRole.approvedAt,
    })
    .from(staffRole)
    .leftJoin(proposer, eq(proposer.id, staffRole.proposedBy))
    .leftJoin(approver, eq(approver.id, staffRole.approvedBy))
    .where(eq(staffRole.staffId, staffId))
    .orderBy(staffRole.role);
  const [invitation] = await db
    .select({ expiresAt: staffInvitation.expiresAt })
    .from(staffInvitation)
    .where(
      and(eq(staffInvitation.staffId, staffId), isNull(staffInvitation.usedAt), gt(staffInvitation.expiresAt, now)),
    );
  const active = roles.filter((row) => row.state === "active").map((row) => row.role as Role);
  const sessions = await db
    .select()
    .from(session)
    .where(and(eq(session.staffId, staffId), isNull(session.endedAt)))
    .orderBy(desc(session.lastSeenAt));
  return {
    id: person.id,
    displayName: person.displayName,
    email: person.email,
    state: !person.active ? "deactivated" : person.subjectHmac === null ? "invited" : "active",
    createdAt: person.createdAt,
    deactivatedAt: person.deactivatedAt,
    invitationExpiresAt: invitation?.expiresAt ?? null,
    roles: roles.map((row) => ({ ...row, role: row.role as Role })),
    sessions: sessions
      .filter((row) => sessionEnd(row, active).at > now)
      .map(({ id, method, createdAt, lastSeenAt }) => ({ id, method, createdAt, lastSeenAt })),
  };
}
