import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import { beforeEach, expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import type { Ctx } from "#app/domain/context.ts";
import { approveRole as approve } from "#app/domain/identity/approve-role.server.ts";
import { bootstrapAdministrator } from "#app/domain/identity/bootstrap-administrator.server.ts";
import { deactivateStaff } from "#app/domain/identity/deactivate-staff.server.ts";
import { inviteStaff } from "#app/domain/identity/invite-staff.server.ts";
import { listStaff } from "#app/domain/identity/list-staff.server.ts";
import { proposeRole } from "#app/domain/identity/propose-role.server.ts";
import { reactivateStaff } from "#app/domain/identity/reactivate-staff.server.ts";
import { readStaffMember } from "#app/domain/identity/read-staff-member.server.ts";
import { refuseRole } from "#app/domain/identity/refuse-role.server.ts";
import { removeRole } from "#app/domain/identity/remove-role.server.ts";
import { renewInvitation } from "#app/domain/identity/renew-invitation.server.ts";
import { auditEvent } from "#db/schema/audit.ts";
import { session, staff, staffInvitation, staffRole } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, operator, staffActor } from "#tests/support/contexts.ts";

const database = await testDatabase();
const { db } = database;

/** As the page sends it: with the token of the own session. */
const approveRole = (ctx: Ctx, change: { staffId: string; role: Role }) =>
  approve(ctx, { ...change, formToken: "form-token" });

let unique = 0;
/** A person with an identity and roles, as if everybody had agreed. */
async function person(...roles: Role[]) {
  unique += 1;
  const [row] = await db
    .insert(staff)
    .values({ displayName: `Person ${unique}`, email: `p${unique}@x.example`, subjectHmac: `subject ${unique}` })
    .returning();
  for (const role of roles) await db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  const actor = staffActor(row!.id, roles);
  return { id: row!.id, actor, ctx: ctxOf(db, actor) };
}

const events = async (id: string) =>
  (await db.select().from(auditEvent).where(eq(auditEvent.targetId, id)).orderBy(auditEvent.seq)).map(
    (event) => `${event.action} ${event.outcome}`,
  );
const rolesNow = async (id: string) =>
  (await db.select().from(staffRole).where(eq(staffRole.staffId, id))).map((row) => `${row.role} ${row.state}`).sort();

beforeEach(async () => {
  // Administrators of other tests must not count.
  await db.delete(staffRole);
});

test("the role that approves nothing counts at once, with its audit row", async () => {
  const [admin, target] = [await person("administrator"), await person()];
  expect(await proposeRole(admin.ctx, { staffId: target.id, role: "auditor" })).toBe("active");
  expect(await rolesNow(target.id)).toEqual(["auditor active"]);
  expect(await events(target.id)).toEqual(["staff_role.give done"]);
});

test.each(["export_officer", "administrator"] as const)("%s waits for a second administrator", async (role) => {
  const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
  expect(await proposeRole(first.ctx, { staffId: target.id, role })).toBe("proposed");
  await expect(approveRole(first.ctx, { staffId: target.id, role })).rejects.toMatchObject({ code: "same_person" });
  expect(await rolesNow(target.id)).toEqual([`${role} proposed`]);
  await approveRole(second.ctx, { staffId: target.id, role });
  expect(await rolesNow(target.id)).toEqual([`${role} active`]);
  expect(await events(target.id)).toEqual([
    "staff_role.propose done",
    "staff_role.approve refused",
    "staff_role.approve done",
  ]);
  const [given] = (await readStaffMember(first.ctx, { staffId: target.id })).roles;
  expect(given).toMatchObject({ proposedBy: { id: first.id }, approvedBy: { id: second.id } });
});

test("approving asks for a sign-in made within the last five minutes", async () => {
  const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
  await proposeRole(first.ctx, { staffId: target.id, role: "export_officer" });
  const old = { ...second.actor, authTime: new Date(Date.now() - 301_000) };
  await expect(approveRole(ctxOf(db, old), { staffId: target.id, role: "export_officer" })).rejects.toMatchObject({
    code: "fresh_sign_in_needed",
  });
});

test("an approval form of another session is refused", async () => {
  const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
  const change = { staffId: target.id, role: "export_officer" } as const;
  await proposeRole(first.ctx, change);
  for (const formToken of ["", "another", "form-token "]) {
    await expect(approve(second.ctx, { ...change, formToken })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await rolesNow(target.id)).toEqual(["export_officer proposed"]);
});

test("nobody gives, approves or keeps a role for oneself by a detour", async () => {
  const [first, second] = [await person("administrator"), await person("administrator")];
  await expect(proposeRole(first.ctx, { staffId: first.id, role: "platform" })).rejects.toMatchObject({
    code: "same_person",
  });
  const target = await person();
  await proposeRole(first.ctx, { staffId: target.id, role: "administrator" });
  // Even a person who came to hold the permission meanwhile does not approve the own role.
  await db.insert(staffRole).values({ staffId: target.id, role: "auditor", state: "active" });
  const oneself = ctxOf(db, staffActor(target.id, ["administrator"]));
  await expect(approveRole(oneself, { staffId: target.id, role: "administrator" })).rejects.toMatchObject({
    code: "same_person",
  });
  expect(await rolesNow(second.id)).toEqual(["administrator active"]);
});

test("the database refuses it too, whatever the program does", async () => {
  const [first, target] = [await person("administrator"), await person()];
  const role = (values: Partial<typeof staffRole.$inferInsert>) =>
    db.insert(staffRole).values({ staffId: target.id, role: "export_officer", state: "active", ...values });
  const at = new Date();
  await expect(role({ proposedBy: first.id })).rejects.toThrow();
  await expect(role({ proposedBy: first.id, approvedBy: first.id, approvedAt: at })).rejects.toThrow();
  await expect(role({ proposedBy: first.id, approvedBy: target.id, approvedAt: at })).rejects.toThrow();
  await expect(role({ proposedBy: target.id, approvedBy: first.id, approvedAt: at })).rejects.toThrow();
  expect(await rolesNow(target.id)).toEqual([]);
});

test("an administrator does no other work, an auditor changes nothing: neither is combined with another role", async () => {
  const admin = await person("administrator");
  const [auditor, agent, other] = [
    await person("auditor"),
    await person("customer_service"),
    await person("administrator"),
  ];
  const give = (staffId: string, role: Role) => proposeRole(admin.ctx, { staffId, role });
  await expect(give(auditor.id, "platform")).rejects.toMatchObject({ code: "conflict" });
  await expect(give(agent.id, "auditor")).rejects.toMatchObject({ code: "conflict" });
  await expect(give(agent.id, "administrator")).rejects.toMatchObject({ code: "conflict" });
  await expect(give(other.id, "export_officer")).rejects.toMatchObject({ code: "conflict" });
  expect(await give(agent.id, "release_manager")).toBe("proposed");
});

test("an approver who lost the role between opening the page and approving is refused", async () => {
  const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
  await proposeRole(first.ctx, { staffId: target.id, role: "export_officer" });
  await removeRole(first.ctx, { staffId: second.id, role: "administrator" });
  await expect(approveRole(second.ctx, { staffId: target.id, role: "export_officer" })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await rolesNow(target.id)).toEqual(["export_officer proposed"]);
});

test("a proposal of somebody who is no longer an administrator cannot be approved, only refused", async () => {
  const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
  await proposeRole(first.ctx, { staffId: target.id, role: "export_officer" });
  await removeRole(second.ctx, { staffId: first.id, role: "administrator" });
  const change = { staffId: target.id, role: "export_officer" } as const;
  await expect(approveRole(second.ctx, change)).rejects.toMatchObject({ code: "conflict" });
  await refuseRole(second.ctx, change);
  expect(await rolesNow(target.id)).toEqual([]);
  expect(await events(target.id)).toEqual([
    "staff_role.propose done",
    "staff_role.approve refused",
    "staff_role.refuse done",
  ]);
});

test("two administrators who approve and refuse at once: one of them wins", async () => {
  for (let round = 0; round < 10; round += 1) {
    const [first, second, target] = [await person("administrator"), await person("administrator"), await person()];
    const change = { staffId: target.id, role: "export_officer" } as const;
    await proposeRole(first.ctx, change);
    const outcomes = await Promise.allSettled([approveRole(second.ctx, change), refuseRole(first.ctx, change)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const approved = outcomes[0].status === "fulfilled";
    expect(await rolesNow(target.id)).toEqual(approved ? ["export_officer active"] : []);
    await db.delete(staffRole);
  }
});

test("two administrators who remove each other at once: one stays", async () => {
  for (let round = 0; round < 10; round += 1) {
    const [first, second] = [await person("administrator"), await person("administrator")];
    const outcomes = await Promise.allSettled([
      removeRole(first.ctx, { staffId: second.id, role: "administrator" }),
      deactivateStaff(second.ctx, { staffId: first.id }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const left = await db.select().from(staffRole).where(eq(staffRole.role, "administrator"));
    expect(left).toHaveLength(1);
    await db.delete(staffRole);
  }
});

test("two administrators who resign at once: one stays, and is told why", async () => {
  for (let round = 0; round < 10; round += 1) {
    const both = [await person("administrator"), await person("administrator")];
    const outcomes = await Promise.allSettled(
      both.map(({ ctx, id }) => removeRole(ctx, { staffId: id, role: "administrator" })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.map((outcome) => outcome.reason.code)).toEqual(["conflict"]);
    await db.delete(staffRole);
  }
});

test("the last administrator who can sign in keeps the role; one merely invited does not count", async () => {
  const admin = await person("administrator");
  const invited = await inviteStaff(admin.ctx, { displayName: "Not Yet", email: `invited${unique}@x.example` });
  await db.insert(staffRole).values({ staffId: invited.staffId, role: "administrator", state: "active" });
  await expect(removeRole(admin.ctx, { staffId: admin.id, role: "administrator" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("last administrator"),
  });
});

test("deactivating ends sessions, takes roles and open invitations, and coming back brings no role back", async () => {
  const [admin, officer] = [await person("administrator"), await person("export_officer")];
  await db.insert(session).values({
    tokenSha256: "f".repeat(64),
    staffId: officer.id,
    formToken: "x",
    authTime: new Date(),
    method: "bank",
    acr: "loa:substantial",
  });
  await deactivateStaff(admin.ctx, { staffId: officer.id });
  const open = await db
    .select()
    .from(session)
    .where(and(eq(session.staffId, officer.id), eq(session.endReason, "deactivated")));
  expect(open).toHaveLength(1);
  await expect(proposeRole(admin.ctx, { staffId: officer.id, role: "platform" })).rejects.toMatchObject({
    code: "conflict",
  });
  await reactivateStaff(admin.ctx, { staffId: officer.id });
  expect(await rolesNow(officer.id)).toEqual([]);
  expect(await events(officer.id)).toEqual([
    "staff.deactivate done",
    "staff_role.propose refused",
    "staff.reactivate done",
  ]);
  await expect(deactivateStaff(admin.ctx, { staffId: admin.id })).rejects.toMatchObject({ code: "same_person" });
});

test("an invitation is kept as a hash, for seven days; a new one replaces it; none for whoever has signed in", async () => {
  const admin = await person("administrator");
  const first = await inviteStaff(admin.ctx, { displayName: "New Person", email: "new@x.example" });
  expect(first.token).toMatch(/^[\w-]{43}$/);
  expect(first.expiresAt.getTime() - Date.now()).toBeGreaterThan(6.99 * 86_400_000);
  await renewInvitation(admin.ctx, { staffId: first.staffId });
  const rows = await db.select().from(staffInvitation).where(eq(staffInvitation.staffId, first.staffId));
  expect(rows.filter((row) => row.expiresAt > new Date())).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(first.token);
  await expect(inviteStaff(admin.ctx, { displayName: "Again", email: "NEW@x.example" })).rejects.toMatchObject({
    code: "conflict",
    field: "email",
  });
  await expect(inviteStaff(admin.ctx, { displayName: " ", email: "b@x.example" })).rejects.toMatchObject({
    field: "displayName",
  });
  await expect(renewInvitation(admin.ctx, { staffId: admin.id })).rejects.toMatchObject({ code: "conflict" });
});

test("those without the permission are refused, and the refusal is in the trail", async () => {
  const [agent, auditor, target] = [await person("customer_service"), await person("auditor"), await person()];
  await expect(listStaff(agent.ctx)).rejects.toMatchObject({ code: "forbidden" });
  expect((await listStaff(auditor.ctx)).length).toBeGreaterThan(2);
  const change = { staffId: target.id, role: "platform" } as const;
  for (const verb of [proposeRole, approveRole, refuseRole, removeRole]) {
    await expect(verb(auditor.ctx, change)).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const verb of [deactivateStaff, reactivateStaff, renewInvitation]) {
    await expect(verb(auditor.ctx, { staffId: target.id })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await events(target.id)).toHaveLength(7);
  expect((await events(target.id)).every((event) => event.endsWith("refused"))).toBe(true);
});

test("when the audit row cannot be written, the change does not happen", async () => {
  const [admin, target] = [await person("administrator"), await person()];
  const owner = postgres(database.ownerUrl, { max: 1 });
  try {
    await owner`revoke execute on function audit.append from ${owner(database.roles.app)}`;
    await expect(proposeRole(admin.ctx, { staffId: target.id, role: "platform" })).rejects.toThrow();
    expect(await rolesNow(target.id)).toEqual([]);
  } finally {
    await owner`grant execute on function audit.append to ${owner(database.roles.app)}`;
    await owner.end();
  }
});

test("the operator makes the first two administrators and no third", async () => {
  const ctx = ctxOf(db, operator);
  const invite = (n: number) =>
    bootstrapAdministrator(ctx, { displayName: `First ${n}`, email: `first${n}@x.example` });
  for (const n of [1, 2]) {
    const invitation = await invite(n);
    expect(invitation?.token).toMatch(/^[\w-]{43}$/);
    // As if the person had accepted it.
    await db
      .update(staff)
      .set({ subjectHmac: `first ${n}` })
      .where(eq(staff.id, invitation!.staffId));
  }
  await expect(invite(3)).rejects.toMatchObject({ code: "conflict" });
  const admin = await person("administrator");
  await expect(bootstrapAdministrator(admin.ctx, { displayName: "X", email: "x@x.example" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
