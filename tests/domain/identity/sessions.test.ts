import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { endOwnSessions } from "#app/domain/identity/end-own-sessions.server.ts";
import { endStaffSessions } from "#app/domain/identity/end-staff-sessions.server.ts";
import { listOwnSessions } from "#app/domain/identity/list-own-sessions.server.ts";
import { readSession } from "#app/domain/identity/read-session.server.ts";
import { newToken, sha256Hex } from "#app/domain/identity/tokens.server.ts";
import { auditEvent } from "#db/schema/audit.ts";
import { session, staff, staffRole } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db } = await testDatabase();
const START = new Date("2026-11-22T08:00:00Z");

let unique = 0;
async function person(...roles: Role[]) {
  unique += 1;
  const [row] = await db
    .insert(staff)
    .values({ displayName: `P ${unique}`, email: `p${unique}@x.example` })
    .returning();
  for (const role of roles) await db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  return row!.id;
}

async function open(staffId: string) {
  const token = newToken();
  const [row] = await db
    .insert(session)
    .values({
      tokenSha256: sha256Hex(token),
      staffId,
      formToken: newToken(),
      createdAt: START,
      lastSeenAt: START,
      authTime: START,
      method: "bank",
      acr: "loa:substantial",
    })
    .returning();
  return { token, id: row!.id };
}

/** Reads the session at each of the minutes after the start, in turn. */
async function aliveAt(token: string, minutes: number[], touch = true): Promise<boolean[]> {
  const alive: boolean[] = [];
  for (const minute of minutes) {
    const clock = testClock(new Date(START.getTime() + minute * 60_000));
    alive.push((await readSession(ctxOf(db, anonymous, clock), token, { touch })) !== null);
  }
  return alive;
}

test.each<[Role, number]>([
  ["customer_service", 30],
  ["platform", 30],
  ["administrator", 30],
  ["release_manager", 15],
  ["export_officer", 15],
  ["auditor", 15],
])("%s: a session ends after %i minutes without use", async (role, minutes) => {
  const id = await person(role);
  expect(await aliveAt((await open(id)).token, [minutes - 1])).toEqual([true]);
  expect(await aliveAt((await open(id)).token, [minutes])).toEqual([false]);
});

test("the strictest of several roles counts", async () => {
  const { token } = await open(await person("customer_service", "release_manager"));
  expect(await aliveAt(token, [15])).toEqual([false]);
});

test("a session in steady use ends twelve hours after the last proof of identity", async () => {
  const { token, id } = await open(await person("customer_service"));
  const everyTenMinutes = Array.from({ length: 71 }, (_, i) => (i + 1) * 10);
  expect(await aliveAt(token, everyTenMinutes)).not.toContain(false);
  expect(await aliveAt(token, [720])).toEqual([false]);
  const [row] = await db.select().from(session).where(eq(session.id, id));
  expect(row?.endReason).toBe("overall");
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.targetId, id));
  expect(event).toMatchObject({ action: "session.expire", details: { reason: "overall" } });
});

test("requests that no person made do not keep a session alive", async () => {
  const { token } = await open(await person("customer_service"));
  expect(await aliveAt(token, [10, 20, 29, 30], false)).toEqual([true, true, true, false]);
});

test("an ended session stays ended, also when the clock goes back", async () => {
  const { token } = await open(await person("customer_service"));
  expect(await aliveAt(token, [31, 1])).toEqual([false, false]);
});

test("the time last seen is written at most once a minute", async () => {
  const { token, id } = await open(await person("platform"));
  const seen = async () => (await db.select().from(session).where(eq(session.id, id)))[0]!.lastSeenAt.toISOString();
  await aliveAt(token, [0.5]);
  expect(await seen()).toBe("2026-11-22T08:00:00.000Z");
  await aliveAt(token, [1.5]);
  expect(await seen()).toBe("2026-11-22T08:01:30.000Z");
});

test("a role taken away and a person deactivated count at the next request", async () => {
  const id = await person("export_officer");
  const { token } = await open(id);
  const ctx = ctxOf(db, anonymous, testClock(START));
  expect((await readSession(ctx, token))?.permissions.has("exports.approve")).toBe(true);
  await db.delete(staffRole).where(eq(staffRole.staffId, id));
  // What is left is what everybody signed in has: the home page, the public facts, and one's own sessions.
  expect([...(await readSession(ctx, token))!.permissions].sort()).toEqual(["facts.view", "home.view", "sessions.own"]);
  await db.update(staff).set({ active: false }).where(eq(staff.id, id));
  expect(await readSession(ctx, token)).toBeNull();
});

test("a token that is unknown, empty or a hash from the database opens nothing", async () => {
  const { token } = await open(await person("platform"));
  const ctx = ctxOf(db, anonymous, testClock(START));
  for (const wrong of [null, "", "x", sha256Hex(token), `${token}x`]) expect(await readSession(ctx, wrong)).toBeNull();
});

test("one sees and ends one's own sessions and nobody else's", async () => {
  const [own, other] = [await person("platform"), await person("platform")];
  const [current, laptop, phone, foreign] = [await open(own), await open(own), await open(own), await open(other)];
  const clock = testClock(START);
  const ctx = ctxOf(db, staffActor(own, ["platform"], { sessionId: current.id }), clock);
  const listed = await listOwnSessions(ctx);
  expect(listed.map((row) => row.id).sort()).toEqual([current.id, laptop.id, phone.id].sort());
  expect(listed.filter((row) => row.current).map((row) => row.id)).toEqual([current.id]);
  expect(listed[0]?.endsAt.toISOString()).toBe("2026-11-22T08:30:00.000Z");

  await expect(endOwnSessions(ctx, { sessionId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await endOwnSessions(ctx, { sessionId: laptop.id })).toBe(1);
  expect(await endOwnSessions(ctx, { allOthers: true })).toBe(1);
  expect(await readSession(ctx, phone.token)).toBeNull();
  expect(await readSession(ctx, current.token)).not.toBeNull();
  expect(await endOwnSessions(ctx, { sessionId: current.id })).toBe(1);
  expect(await readSession(ctx, current.token)).toBeNull();
  expect(await readSession(ctx, foreign.token)).not.toBeNull();
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.targetId, current.id));
  expect(event?.action).toBe("session.sign_out");
});

test("an administrator ends all sessions of a person; nobody else may", async () => {
  const [admin, officer] = [await person("administrator"), await person("export_officer")];
  const sessions = [await open(officer), await open(officer)];
  const clock = testClock(START);
  await expect(
    endStaffSessions(ctxOf(db, staffActor(officer, ["export_officer"]), clock), { staffId: officer }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await endStaffSessions(ctxOf(db, staffActor(admin, ["administrator"]), clock), { staffId: officer })).toBe(2);
  for (const { token } of sessions) expect(await readSession(ctxOf(db, anonymous, clock), token)).toBeNull();
  const events = await db.select().from(auditEvent).where(eq(auditEvent.targetId, officer)).orderBy(auditEvent.seq);
  expect(events.map((event) => [event.action, event.outcome, event.details])).toEqual([
    ["session.end_all", "refused", { code: "forbidden" }],
    ["session.end_all", "done", { sessions: 2 }],
  ]);
});
