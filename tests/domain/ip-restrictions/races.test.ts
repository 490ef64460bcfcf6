import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { confirmRestriction } from "#app/domain/ip-restrictions/confirm-restriction.server.ts";
import { createDraft } from "#app/domain/ip-restrictions/create-draft.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { dryRun } from "#app/domain/ip-restrictions/dry-run.server.ts";
import { editDraft } from "#app/domain/ip-restrictions/edit-draft.server.ts";
import { liftRestriction } from "#app/domain/ip-restrictions/lift-restriction.server.ts";
import { proposeRestriction } from "#app/domain/ip-restrictions/propose-restriction.server.ts";
import { rollBack } from "#app/domain/ip-restrictions/roll-back.server.ts";
import { settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";
import { withdrawRestriction } from "#app/domain/ip-restrictions/withdraw-restriction.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import {
  agent,
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
  trail,
} from "#tests/support/ip-restrictions.ts";

const database = await testDatabase();
const { clock, pirkko, paivi, job, door } = await ipDesk(database);
const third = await agent(database, "Kolmas Palvelija", clock);
let businessId = "";
beforeEach(async () => {
  businessId = await customer(database);
});

/** What each did: "done", or the code with which it was refused. */
async function outcomes(...work: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === "fulfilled") return "done";
    if (one.reason instanceof DomainError) return one.reason.code;
    throw one.reason;
  });
}

test("two approvers at once: one approves, the other is told; one link goes out", async () => {
  for (let n = 0; n < 5; n += 1) {
    const one = await customer(database);
    const id = await proposed(database, pirkko, draftOf(one));
    const form = await decision(database, id);
    const both = await outcomes(decideRestriction(paivi, form), decideRestriction(third, form));
    expect(both.sort()).toEqual(["conflict", "done"]);
    expect(await mails(database, id)).toHaveLength(1);
  }
});

test("nobody who wrote on a list or proposed it approves it, nor does the database let them", async () => {
  const { id } = await createDraft(pirkko, draftOf(businessId));
  const { networks, ...about } = draftOf(businessId);
  await editDraft(third, { ...(await seen(database, id)), ...about, networks: [...networks, network("203.0.113.1")] });
  await dryRun(third, await seen(database, id));
  await proposeRestriction(third, await seen(database, id));
  for (const person of [pirkko, third])
    expect(await outcomes(decideRestriction(person, await decision(database, id)))).toEqual(["same_person"]);
  // Taken back and proposed by another: who proposed it first does not become its second person.
  await withdrawRestriction(paivi, await seen(database, id));
  await proposeRestriction(paivi, await seen(database, id));
  expect(await outcomes(decideRestriction(third, await decision(database, id)))).toEqual(["same_person"]);
  for (const person of [pirkko, third, paivi])
    await expect(
      database.sql`update console.ip_restriction set approved_by = ${person.actor.id} where id = ${id}`,
    ).rejects.toThrow("another_person_approves");
  expect((await trail(database, id)).filter((line) => line === "approve refused staff")).toHaveLength(3);
});

test("somebody who got an account with the requester's address does not approve; a second account of one address cannot be", async () => {
  const id = await proposed(database, pirkko, draftOf(businessId, { requesterEmail: "both@yritys.example" }));
  const both = await agent(database, "Kaksoisrooli", clock, { email: "Both@yritys.example" });
  expect(await outcomes(decideRestriction(both, await decision(database, id)))).toEqual(["same_person"]);
  await expect(agent(database, "Kaksoisrooli 2", clock, { email: "BOTH@yritys.example" })).rejects.toThrow();
});

test("a role that was removed after the page was opened approves nothing", async () => {
  const leaving = await agent(database, "Lähtevä Palvelija", clock);
  const id = await proposed(database, pirkko, draftOf(businessId));
  const form = await decision(database, id);
  await database.sql`delete from console.staff_role where staff_id = ${leaving.actor.id}`;
  expect(await outcomes(decideRestriction(leaving, form))).toEqual(["forbidden"]);
  expect((await rowOf(database, id)).state).toBe("proposed");
});

test("another session's form, an old sign-in, another list than the one shown, an old trial: nothing is approved", async () => {
  const id = await proposed(database, pirkko, draftOf(businessId));
  const form = await decision(database, id);
  const earlier = { ...paivi, actor: { ...paivi.actor, authTime: new Date(clock.now().getTime() - 301_000) } };
  expect(
    await outcomes(
      decideRestriction(paivi, { ...form, formToken: "another" }),
      decideRestriction(earlier, form),
      decideRestriction(paivi, { ...form, networksSha256: "0".repeat(64) }),
      decideRestriction(paivi, { ...form, version: form.version - 1 }),
    ),
  ).toEqual(["forbidden", "fresh_sign_in_needed", "conflict", "conflict"]);
  await expect(
    database.sql`update console.ip_network set network = '203.0.113.0/24' where restriction_id = ${id}`,
  ).rejects.toThrow("while it is a draft only");
  clock.advance(86_401);
  await expect(decideRestriction(paivi, form)).rejects.toThrow("older than 24 hours");
  expect(await published(database, businessId)).toBeUndefined();
});

test("approved or taken back, never both", async () => {
  for (let n = 0; n < 6; n += 1) {
    const one = await customer(database);
    const id = await proposed(database, pirkko, draftOf(one));
    const form = await decision(database, id);
    const withdraw = () => withdrawRestriction(pirkko, { id, version: form.version });
    const both =
      n % 2 === 0
        ? await outcomes(decideRestriction(paivi, form), withdraw())
        : (await outcomes(withdraw(), decideRestriction(paivi, form))).reverse();
    expect([...both].sort()).toEqual(["conflict", "done"]);
    const { state } = await rowOf(database, id);
    expect(state).toBe(both[0] === "done" ? "unconfirmed" : "draft");
    expect(await published(database, one)).toEqual(both[0] === "done" ? ["198.51.100.0/24"] : undefined);
  }
});

test("confirmed or rolled back at the tenth minute, never both, whichever clock is ahead", async () => {
  for (let n = 0; n < 6; n += 1) {
    const one = await customer(database);
    const { id, token } = await approved(database, pirkko, paivi, draftOf(one));
    const before = testClock(new Date(clock.now().getTime() + 599_999));
    const after = testClock(new Date(clock.now().getTime() + 600_000));
    const confirm = () => confirmRestriction({ ...door, clock: before }, { token, address: "198.51.100.1" });
    const round = () => settleRestrictions({ ...job, clock: after });
    const [confirmed] =
      n % 2 === 0 ? await Promise.all([confirm(), round()]) : (await Promise.all([round(), confirm()])).reverse();
    const { state, confirmed_at: at } = await rowOf(database, id);
    if ((confirmed as { outcome: string }).outcome === "confirmed") {
      expect(state).toBe("active");
      expect(await published(database, one)).toEqual(["198.51.100.0/24"]);
    } else {
      expect([state, at]).toEqual(["rolled_back", null]);
      expect(await published(database, one)).toBeUndefined();
    }
  }
});

test("approved at the moment in which the version before it is rolled back: it replaces what that brought back", async () => {
  const first = await approved(database, pirkko, paivi, draftOf(businessId));
  await confirmRestriction(door, { token: first.token, address: "198.51.100.1" });
  const [second, third] = ["203.0.113.0/24", "192.0.2.0/24"].map((one) =>
    draftOf(businessId, { networks: [network(one)] }),
  );
  const { id: unconfirmed } = await approved(database, pirkko, paivi, second!);
  const id = await proposed(database, pirkko, third!);
  const form = await decision(database, id);
  const after = { ...job, clock: testClock(new Date(clock.now().getTime() + 600_000)) };
  let decided: Promise<string[]> = Promise.resolve([]);
  await database.db.transaction(async (tx) => {
    const [row] = await tx.select().from(ipRestriction).where(eq(ipRestriction.id, unconfirmed)).for("update");
    decided = outcomes(decideRestriction(paivi, form));
    // By now it waits for the locked list.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await rollBack(after, tx, row!);
  });
  expect(await decided).toEqual(["done"]);
  expect(await rowOf(database, id)).toMatchObject({ state: "unconfirmed", replaces: first.id });
  expect(await published(database, businessId)).toEqual(["192.0.2.0/24"]);
  await confirmRestriction(door, { token: await mailedToken(database, id), address: "192.0.2.1" });
});

test("two workers roll a list back once", async () => {
  const { id } = await approved(database, pirkko, paivi, draftOf(businessId));
  const after = { ...job, clock: testClock(new Date(clock.now().getTime() + 600_000)) };
  const rounds = await Promise.all([settleRestrictions(after), settleRestrictions(after)]);
  expect(rounds.reduce((sum, round) => sum + round.rolledBack, 0)).toBe(1);
  expect((await mails(database, id)).filter(({ purpose }) => purpose === "ip_notice")).toHaveLength(1);
});

test("two drafts for one customer at once: one is begun, the other is told", async () => {
  for (let n = 0; n < 5; n += 1) {
    const one = await customer(database);
    const both = await outcomes(createDraft(pirkko, draftOf(one)), createDraft(paivi, draftOf(one)));
    expect(both.sort()).toEqual(["conflict", "done"]);
    const rows = await database.sql`select 1 from console.ip_restriction where business_id = ${one}`;
    expect(rows).toHaveLength(1);
  }
});

test("lifted while the customer confirms: what is lifted stays lifted", async () => {
  for (let n = 0; n < 6; n += 1) {
    const one = await customer(database);
    const { id, token } = await approved(database, pirkko, paivi, draftOf(one));
    const work = [
      () => liftRestriction(third, { id, reason: "All locked out", typed: one }),
      () => confirmRestriction(door, { token, address: "198.51.100.1" }),
    ];
    const both = await outcomes(...(n % 2 === 0 ? work : work.reverse()).map((run) => run()));
    expect(both).toEqual(["done", "done"]);
    expect((await rowOf(database, id)).state).toBe("lifted");
    expect(await published(database, one)).toBeUndefined();
  }
});

test("lists of many customers that come into force at once are all published", async () => {
  const ids: string[] = [];
  const businesses: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    const one = await customer(database);
    businesses.push(one);
    ids.push(await proposed(database, pirkko, draftOf(one)));
  }
  await Promise.all(ids.map(async (id) => decideRestriction(paivi, await decision(database, id))));
  for (const one of businesses) expect(await published(database, one)).toEqual(["198.51.100.0/24"]);
  for (const id of ids) expect(await mailedToken(database, id)).toHaveLength(43);
});
