import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { startBroker } from "#app/demo/broker.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import { beginSignIn } from "#app/domain/identity/begin-sign-in.server.ts";
import { completeSignIn } from "#app/domain/identity/complete-sign-in.server.ts";
import { deactivateStaff } from "#app/domain/identity/deactivate-staff.server.ts";
import { inviteStaff } from "#app/domain/identity/invite-staff.server.ts";
import { createOidcClient } from "#app/domain/identity/oidc-client.server.ts";
import { readSession } from "#app/domain/identity/read-session.server.ts";
import { standardMethods } from "#app/domain/identity/sign-in-methods.ts";
import { staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { BrokerBrowser } from "#tests/support/broker-browser.ts";
import { anonymous, ctxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db } = await testDatabase();
const redirectUri = "http://console.test/sign-in/callback";
const client = { clientId: "console", clientSecret: "a secret for the tests only" };
const broker = await startBroker({ port: 0, ...client, redirectUris: [redirectUri] });
afterAll(() => broker.stop());
const signIn = {
  oidc: createOidcClient({
    issuer: broker.issuer,
    ...client,
    redirectUri,
    requiredAcr: ["loa:substantial"],
    methods: standardMethods,
    allowInsecure: true,
  }),
  subjectKey: "key",
};
await seedDemoStaff(db, { issuer: broker.issuer, subjectKey: "key" });
const [aino] = await db.select().from(staff).where(eq(staff.displayName, "Aino Avainniemi"));
const admin = ctxOf(db, staffActor(aino!.id, ["administrator"]));

async function accept(invitationToken: string, subject: string, clock = testClock()) {
  const ctx = { ...ctxOf(db, anonymous, clock), signIn };
  const begun = await beginSignIn(ctx, { methodId: "mobile_app", invitationToken });
  if (!begun.ok) return begun;
  const search = await new BrokerBrowser().identify(begun.url, subject);
  return completeSignIn(ctx, { search, browserToken: begun.browserToken, sessionToken: null });
}

test.each(["Ulla\u0000", "Ulla\nBcc: x", "Ulla\u001b[2J"])(
  "a name is one line of text: %j is refused",
  async (displayName) => {
    await expect(inviteStaff(admin, { displayName, email: "u@x.example" })).rejects.toMatchObject({
      code: "invalid",
      field: "displayName",
    });
  },
);

test("seeding twice changes nothing, and another broker address binds the same people", async () => {
  const before = await db.select().from(staff).orderBy(staff.id);
  await seedDemoStaff(db, { issuer: broker.issuer, subjectKey: "key" });
  expect(await db.select().from(staff).orderBy(staff.id)).toEqual(before);
  expect(before).toHaveLength(13);
  await seedDemoStaff(db, { issuer: "http://localhost:1", subjectKey: "key" });
  await seedDemoStaff(db, { issuer: broker.issuer, subjectKey: "key" });
  expect(await db.select().from(staff).orderBy(staff.id)).toEqual(before);
});

test("accepting an invitation binds the identity once: the link is of no use to anyone after that", async () => {
  const invitation = await inviteStaff(admin, { displayName: "Ulla Uusikas", email: "ulla@x.example" });
  const outcome = await accept(invitation.token, "demo-ulla");
  expect(outcome).toMatchObject({ ok: true, kind: "invitation", staffId: invitation.staffId });
  if (!outcome.ok || !("sessionToken" in outcome)) return;
  expect(await readSession(ctxOf(db, anonymous), outcome.sessionToken)).toMatchObject({
    displayName: "Ulla Uusikas",
    roles: [],
  });
  expect(await accept(invitation.token, "demo-ulla")).toMatchObject({ ok: false, reason: "invitation_invalid" });
});

test("somebody who has an account cannot take a second one by an invitation", async () => {
  const invitation = await inviteStaff(admin, { displayName: "Second Account", email: "second@x.example" });
  expect(await accept(invitation.token, "demo-aino")).toMatchObject({ ok: false, reason: "identity_taken" });
  const [row] = await db.select().from(staff).where(eq(staff.id, invitation.staffId));
  expect(row?.subjectHmac).toBeNull();
});

test("an invitation that is made up, expired or of a person deactivated is refused before the broker is asked", async () => {
  const refused = { ok: false, reason: "invitation_invalid" };
  expect(await accept("A".repeat(43), "demo-ulla")).toMatchObject(refused);
  const late = testClock();
  late.advance(7 * 86_400 + 1);
  const first = await inviteStaff(admin, { displayName: "Too Late", email: "late@x.example" });
  expect(await accept(first.token, "demo-ulla", late)).toMatchObject(refused);
  const second = await inviteStaff(admin, { displayName: "Gone", email: "gone@x.example" });
  await deactivateStaff(admin, { staffId: second.staffId });
  expect(await accept(second.token, "demo-ulla")).toMatchObject(refused);
});
