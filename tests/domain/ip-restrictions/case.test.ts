import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { openCase } from "#app/domain/cases/open-case.server.ts";
import { cancelDraft } from "#app/domain/ip-restrictions/cancel-draft.server.ts";
import { confirmRestriction } from "#app/domain/ip-restrictions/confirm-restriction.server.ts";
import { createDraft } from "#app/domain/ip-restrictions/create-draft.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { liftRestriction } from "#app/domain/ip-restrictions/lift-restriction.server.ts";
import { proposeRestriction } from "#app/domain/ip-restrictions/propose-restriction.server.ts";
import { dryRun } from "#app/domain/ip-restrictions/dry-run.server.ts";
import { settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, customer, decision, draftOf, ipDesk, mails, network, seen } from "#tests/support/ip-restrictions.ts";

const database = await testDatabase();
const { clock, pirkko, paivi, job, door } = await ipDesk(database);

const caseOf = (businessId: string, language: "fi" | "sv" | "en" = "sv") =>
  openCase(pirkko, {
    kind: "ip_restriction",
    businessId,
    subject: "Only from the office",
    language,
    priority: "normal",
    externalNumber: null,
    request: { wanted: "new", requester: "Maija", authority: "Main user" },
  });
const stateOf = async (number: number) => {
  const [row] = await database.sql`select state from console.case_file where number = ${number}`;
  return row!.state as string;
};

test("a case goes with its list, and the customer is written to in the case's language", async () => {
  const businessId = await customer(database);
  const { number } = await caseOf(businessId);
  const states: string[] = [];
  const { id } = await createDraft(pirkko, draftOf(businessId, { caseNumber: number }));
  states.push(await stateOf(number));
  await dryRun(pirkko, await seen(database, id));
  await proposeRestriction(pirkko, await seen(database, id));
  states.push(await stateOf(number));
  await decideRestriction(paivi, await decision(database, id, "refuse"));
  states.push(await stateOf(number));
  const again = await approved(database, pirkko, paivi, draftOf(businessId, { caseNumber: number }));
  states.push(await stateOf(number));
  expect((await mails(database, again.id))[0]!.subject).toBe("Bekräfta IP-begränsningen senast kl. 10:10");
  clock.advance(600);
  await settleRestrictions(job);
  states.push(await stateOf(number));
  const third = await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { caseNumber: number, networks: [network("203.0.113.9")] }),
  );
  await confirmRestriction(door, { token: third.token, address: "203.0.113.9" });
  states.push(await stateOf(number));
  await liftRestriction(paivi, { id: third.id, reason: "All locked out", typed: businessId });
  states.push(await stateOf(number));
  expect(states).toEqual(["in_work", "second_person", "in_work", "confirmation", "in_work", "in_force", "closed"]);
});

test("a cancelled draft leaves its case to be worked on again", async () => {
  const businessId = await customer(database);
  const { number } = await caseOf(businessId);
  const { id } = await createDraft(pirkko, draftOf(businessId, { caseNumber: number }));
  expect(await stateOf(number)).toBe("in_work");
  await cancelDraft(pirkko, await seen(database, id));
  expect(await stateOf(number)).toBe("received");
});

test("a case of another customer, or one that is closed, takes no list", async () => {
  const mine = await customer(database);
  const { number } = await caseOf(await customer(database));
  await expect(createDraft(pirkko, draftOf(mine, { caseNumber: number }))).rejects.toThrow("another customer's");
  const closed = await caseOf(mine);
  await database.sql`update console.case_file set state = 'closed', closed_at = now() where number = ${closed.number}`;
  await expect(createDraft(pirkko, draftOf(mine, { caseNumber: closed.number }))).rejects.toThrow("is closed");
});

test("a list that is lifted before its confirmation ends the case of the one that it replaced too", async () => {
  const businessId = await customer(database);
  const first = await caseOf(businessId);
  const list = await approved(database, pirkko, paivi, draftOf(businessId, { caseNumber: first.number }));
  await confirmRestriction(door, { token: list.token, address: "198.51.100.1" });
  const second = await caseOf(businessId);
  const other = draftOf(businessId, { caseNumber: second.number, networks: [network("203.0.113.9")] });
  const { id } = await approved(database, pirkko, paivi, other);
  await liftRestriction(paivi, { id, reason: "All locked out", typed: businessId });
  expect([await stateOf(first.number), await stateOf(second.number)]).toEqual(["closed", "closed"]);
});

test("a customer that asks for the end of its list is told so, and its case is closed", async () => {
  const businessId = await customer(database);
  const { number } = await caseOf(businessId);
  await actOnCase(pirkko, { number, version: 1, action: "close_ended", text: null });
  expect(await stateOf(number)).toBe("closed");
});
