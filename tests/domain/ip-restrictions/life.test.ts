import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { cancelDraft } from "#app/domain/ip-restrictions/cancel-draft.server.ts";
import { confirmRestriction } from "#app/domain/ip-restrictions/confirm-restriction.server.ts";
import { createDraft } from "#app/domain/ip-restrictions/create-draft.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { dryRun } from "#app/domain/ip-restrictions/dry-run.server.ts";
import { dryRunSentence } from "#app/domain/ip-restrictions/dry-run-rules.ts";
import { mayEnter } from "#app/domain/ip-restrictions/edge/may-enter.server.ts";
import { readArtefact } from "#app/domain/ip-restrictions/edge/read-artefact.server.ts";
import { editDraft } from "#app/domain/ip-restrictions/edit-draft.server.ts";
import { liftRestriction } from "#app/domain/ip-restrictions/lift-restriction.server.ts";
import { proposeRestriction } from "#app/domain/ip-restrictions/propose-restriction.server.ts";
import { settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  approved,
  customer,
  decision,
  draftOf,
  ipDesk,
  mailedToken,
  mails,
  network,
  proposed,
  published,
  rowOf,
  seen,
  signedIn,
  trail,
} from "#tests/support/ip-restrictions.ts";

const database = await testDatabase();
const { clock, pirkko, paivi, job, door } = await ipDesk(database);

test("a list from its draft to the customer's confirmation", async () => {
  const businessId = await customer(database);
  const id = await proposed(database, pirkko, draftOf(businessId));
  expect(await published(database, businessId)).toBeUndefined();
  await decideRestriction(paivi, await decision(database, id));
  // In force at once, before anybody confirmed it.
  expect((await rowOf(database, id)).state).toBe("unconfirmed");
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  const [mail] = await mails(database, id);
  expect(mail).toMatchObject({
    recipient: "maija@yritys.example",
    subject: "Vahvista IP-rajaus viimeistään klo 10:10",
  });
  expect(mail!.body).toContain("https://portal.example/d/networks?lang=fi#");
  const token = await mailedToken(database, id);
  expect((await rowOf(database, id)).confirm_sha256).not.toContain(token);

  // From elsewhere the link does nothing, and is not used up.
  expect(await confirmRestriction(door, { token, address: "203.0.113.7" })).toEqual({ outcome: "not_listed" });
  expect(await confirmRestriction(door, { token, address: "not an address" })).toEqual({ outcome: "not_listed" });
  clock.advance(599);
  expect(await confirmRestriction(door, { token, address: "::ffff:198.51.100.9" })).toEqual({ outcome: "confirmed" });
  expect(await confirmRestriction(door, { token, address: "198.51.100.9" })).toEqual({ outcome: "confirmed" });
  clock.advance(3600);
  await settleRestrictions(job);
  expect((await rowOf(database, id)).state).toBe("active");
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  expect(await trail(database, id)).toEqual([
    "create done staff",
    "dry_run done staff",
    "propose done staff",
    "approve done staff",
    "confirm refused anonymous",
    "confirm refused anonymous",
    "confirm done anonymous",
  ]);
});

test("the trail and the case tell no name, no address and no reason", async () => {
  const rows = await database.sql`select details::text from audit.event where target_kind = 'ip_restriction'`;
  expect(rows.map((row) => row.details).join()).not.toMatch(/Maija|yritys\.example|198\.51|called back/);
});

test("not confirmed within ten minutes: rolled back to what held before, and the requester is told", async () => {
  const businessId = await customer(database);
  const first = await approved(database, pirkko, paivi, draftOf(businessId));
  await confirmRestriction(door, { token: first.token, address: "198.51.100.1" });
  const second = await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { networks: [network("203.0.113.0/24")] }),
  );
  expect(await published(database, businessId)).toEqual(["203.0.113.0/24"]);
  expect((await rowOf(database, first.id)).state).toBe("superseded");
  clock.advance(599);
  expect((await settleRestrictions(job)).rolledBack).toBe(0);
  clock.advance(1);
  expect((await settleRestrictions(job)).rolledBack).toBe(1);
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  expect((await rowOf(database, second.id)).state).toBe("rolled_back");
  expect(await rowOf(database, first.id)).toMatchObject({ state: "active", ended_at: null });
  expect((await mails(database, second.id)).map((mail) => mail.subject)).toContain(
    "IP-rajausta ei vahvistettu: se on peruttu",
  );
  expect(await confirmRestriction(door, { token: second.token, address: "203.0.113.1" })).toEqual({ outcome: "over" });
  expect((await settleRestrictions(job)).rolledBack).toBe(0);
});

test("somebody who confirms too late rolls it back by that, before the worker comes by", async () => {
  const businessId = await customer(database);
  const { id, token } = await approved(database, pirkko, paivi, draftOf(businessId));
  clock.advance(600);
  expect(await confirmRestriction(door, { token, address: "198.51.100.1" })).toEqual({ outcome: "over" });
  expect((await rowOf(database, id)).state).toBe("rolled_back");
  expect(await published(database, businessId)).toBeUndefined();
});

test("a change: the old list holds until the new one is approved, and is replaced for good once that is confirmed", async () => {
  const businessId = await customer(database);
  const first = await approved(database, pirkko, paivi, draftOf(businessId));
  // A change of what is not confirmed yet waits.
  const early = await proposed(database, pirkko, draftOf(businessId, { networks: [network("203.0.113.0/25")] }));
  await expect(decideRestriction(paivi, await decision(database, early))).rejects.toThrow("not confirmed yet");
  await confirmRestriction(door, { token: first.token, address: "198.51.100.1" });
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  await decideRestriction(paivi, await decision(database, early));
  await confirmRestriction(door, { token: await mailedToken(database, early), address: "203.0.113.1" });
  expect((await rowOf(database, early)).version).toBe(2);
  expect((await rowOf(database, first.id)).state).toBe("superseded");
  expect(await published(database, businessId)).toEqual(["203.0.113.0/25"]);
});

test("an emergency: lifted at once by one person, with a reason and the customer's id typed; nothing comes back", async () => {
  const businessId = await customer(database);
  const first = await approved(database, pirkko, paivi, draftOf(businessId));
  await confirmRestriction(door, { token: first.token, address: "198.51.100.1" });
  const { id, token } = await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { networks: [network("203.0.113.9")] }),
  );
  await expect(liftRestriction(paivi, { id, reason: "", typed: businessId })).rejects.toMatchObject({
    field: "reason",
  });
  await expect(liftRestriction(paivi, { id, reason: "All locked out", typed: "1" })).rejects.toMatchObject({
    field: "typed",
  });
  expect(await published(database, businessId)).toEqual(["203.0.113.9/32"]);
  await liftRestriction(paivi, { id, reason: "All locked out", typed: businessId });
  expect(await published(database, businessId)).toBeUndefined();
  expect(await confirmRestriction(door, { token, address: "203.0.113.9" })).toEqual({ outcome: "over" });
  clock.advance(3600);
  await settleRestrictions(job);
  expect((await rowOf(database, id)).state).toBe("lifted");
  expect((await rowOf(database, first.id)).state).toBe("superseded");
  expect((await mails(database, id)).at(-1)).toMatchObject({ purpose: "ip_notice", subject: "IP-rajaus on poistettu" });
  expect(JSON.stringify(await trail(database, id))).not.toContain("locked out");
});

test("one network ends by itself; the others hold", async () => {
  const businessId = await customer(database);
  const networks = [network("198.51.100.0/24"), network("203.0.113.5", "2026-12-01T00:00:00Z")];
  const { token } = await approved(database, pirkko, paivi, draftOf(businessId, { networks }));
  await confirmRestriction(door, { token, address: "203.0.113.5" });
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24", "203.0.113.5/32"]);
  clock.advance((new Date("2026-12-01T00:00:00Z").getTime() - clock.now().getTime()) / 1000);
  expect((await settleRestrictions(job)).ended).toBe(1);
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  expect((await settleRestrictions(job)).ended).toBe(0);
});

test.each(["open", "closed"] as const)(
  "all networks end: %s, as was chosen; the desk is told 14 and 3 days before",
  async (then) => {
    const businessId = await customer(database);
    const ends = new Date(clock.now().getTime() + 20 * 86_400_000);
    const networks = [network("198.51.100.0/24", ends.toISOString())];
    await expect(createDraft(pirkko, draftOf(businessId, { networks }))).rejects.toMatchObject({
      field: "whenAllExpired",
    });
    const { id, token } = await approved(
      database,
      pirkko,
      paivi,
      draftOf(businessId, { networks, whenAllExpired: then }),
    );
    await confirmRestriction(door, { token, address: "198.51.100.1" });
    const days = async (count: number) => {
      clock.advance(count * 86_400);
      await settleRestrictions(job);
      await settleRestrictions(job);
      return (await mails(database, id)).filter(({ recipient }) => recipient === pirkkoMail).length;
    };
    const [mine] = await database.sql`select email from console.staff where id = ${pirkko.actor.id}`;
    const pirkkoMail = mine!.email as string;
    expect(await days(5)).toBe(0);
    expect(await days(1)).toBe(1);
    expect(await days(10)).toBe(1);
    expect(await days(1)).toBe(2);
    await days(3);
    expect(await published(database, businessId)).toEqual(then === "open" ? undefined : []);
    expect((await rowOf(database, id)).state).toBe(then === "open" ? "expired" : "active");
  },
);

test("what a list would have done to the last 30 days of sign-ins", async () => {
  const businessId = await customer(database);
  const day = (n: number) => new Date(clock.now().getTime() - n * 86_400_000).toISOString();
  await signedIn(database, businessId, [
    { at: day(1), person: "p-in", address: "198.51.100.7" },
    { at: day(2), person: "p-in", address: "::ffff:198.51.100.8" },
    { at: day(1), person: "p-both", address: "198.51.100.7" },
    { at: day(3), person: "p-both", address: "203.0.113.7", role: "payroll" },
    { at: day(4), person: "p-out", address: "2001:db8:1:2::3" },
    { at: day(5), person: "p-out", address: "2001:db8:1:7::3" },
    { at: day(1), person: "salaries", address: "192.0.2.10", client: "api" },
    { at: day(31), person: "p-old", address: "192.0.2.99" },
  ]);
  const { id } = await createDraft(pirkko, draftOf(businessId));
  const run = await dryRun(pirkko, await seen(database, id));
  expect(run.people).toEqual({ total: 3, lockedOut: 1, partly: 1 });
  expect(run.programs).toEqual({ total: 1, lockedOut: 1, partly: 0 });
  expect(run.rows.map(({ person, outcome, refused, role }) => [person, outcome, refused, role])).toEqual([
    ["p-out", "locked_out", 2, "bookkeeper"],
    ["salaries", "locked_out", 1, "bookkeeper"],
    ["p-both", "partly", 1, "bookkeeper"],
    ["p-in", "enters", 0, "bookkeeper"],
  ]);
  expect(run.rows[0]).toMatchObject({
    lastSeen: day(4),
    lastRefused: day(4),
    networks: [{ network: "2001:db8:1::/48", signIns: 2, refused: 2 }],
  });
  expect(dryRunSentence(run)).toBe(
    "1 of 3 people would be locked out, 1 more at times; 1 of 1 integration or robot would stop, by the sign-ins of the last 30 days.",
  );
});

test("no sign-ins known is unknown, not good; and what was not tried as it is now is not proposed", async () => {
  const { id } = await createDraft(pirkko, draftOf(await customer(database)));
  await expect(proposeRestriction(pirkko, await seen(database, id))).rejects.toThrow("Try the list");
  const run = await dryRun(pirkko, await seen(database, id));
  expect(dryRunSentence(run)).toBe(
    "No sign-ins of the last 30 days are known, so nobody can say who would be locked out.",
  );
  const { networks: _old, ...about } = draftOf("");
  await editDraft(pirkko, { ...(await seen(database, id)), ...about, networks: [network("192.0.2.1")] });
  await expect(proposeRestriction(pirkko, await seen(database, id))).rejects.toThrow("Try the list");
  await cancelDraft(pirkko, await seen(database, id));
  expect((await rowOf(database, id)).state).toBe("cancelled");
});

test("what is refused in a draft names its place", async () => {
  const businessId = await customer(database);
  const refused = (more: Parameters<typeof draftOf>[1]) =>
    expect(createDraft(pirkko, draftOf(businessId, more))).rejects;
  await refused({ networks: [network("198.51.100.0/24"), network("10.0.0.0/8")] }).toMatchObject({
    field: "networks.1.network",
  });
  await refused({ networks: [network("8.8.8.8"), network("8.8.8.8/32")] }).toMatchObject({
    field: "networks.1.network",
  });
  await refused({ networks: [network("8.8.8.8", "2020-01-01T00:00:00Z")] }).toMatchObject({
    field: "networks.0.expiresAt",
  });
  await refused({ networks: [] }).toMatchObject({ field: "networks" });
  await refused({ businessId: "nobody" }).toMatchObject({ field: "businessId" });
  await refused({ businessId: await customer(database, { endedOn: "2026-01-31" }) }).toMatchObject({
    field: "businessId",
  });
  await refused({ caseNumber: 4711 }).toMatchObject({ field: "caseNumber" });
  await refused({ requesterEmail: "not one" }).toMatchObject({ field: "requesterEmail" });
  const [{ email } = { email: "" }] = await database.sql`select email from console.staff where id = ${paivi.actor.id}`;
  await refused({ requesterEmail: email.toUpperCase() }).toMatchObject({ field: "requesterEmail" });
  await refused({ requesterName: "Maija\r\nBcc: x" }).toMatchObject({ field: "requesterName" });
  expect(await database.sql`select 1 from console.ip_restriction where business_id = ${businessId}`).toHaveLength(0);
});

test("without a worker nobody stays locked out: the ten minutes and a network's end hold at the portal and at balancers", async () => {
  const businessId = await customer(database);
  const first = await approved(database, pirkko, paivi, draftOf(businessId));
  await confirmRestriction(door, { token: first.token, address: "198.51.100.1" });
  const ends = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const second = await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { networks: [network("203.0.113.0/24"), network("203.0.114.0/24", ends)] }),
  );
  const enters = async (address: string) =>
    (await mayEnter(database.db, { businessId, address, at: clock.now() })).allowed;
  clock.advance(599);
  expect([await enters("198.51.100.1"), await enters("203.0.113.1")]).toEqual([false, true]);
  clock.advance(1);
  expect([await enters("198.51.100.1"), await enters("203.0.113.1")]).toEqual([true, false]);
  expect(await published(database, businessId)).toEqual(["203.0.113.0/24", "203.0.114.0/24"]);
  clock.advance(3600);
  const program = { kind: "api_key", id: randomUUID(), purpose: "edge", name: "lb" } as const;
  await readArtefact({ ...job, actor: program }, { kind: "nginx" });
  expect(await published(database, businessId)).toEqual(["198.51.100.0/24"]);
  expect((await rowOf(database, second.id)).state).toBe("rolled_back");
  expect((await trail(database, second.id)).at(-1)).toBe("roll_back done job");
});
