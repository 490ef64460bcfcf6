import { afterAll, expect, test } from "vitest";
import { beginSignIn } from "#app/domain/identity/begin-sign-in.server.ts";
import { completeSignIn } from "#app/domain/identity/complete-sign-in.server.ts";
import { createOidcClient } from "#app/domain/identity/oidc-client.server.ts";
import { standardMethods } from "#app/domain/identity/sign-in-methods.ts";
import { subjectHmac } from "#app/domain/identity/tokens.server.ts";
import { staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf } from "#tests/support/contexts.ts";
import { type Forgery, startForgingBroker } from "#tests/support/forging-broker.ts";

const { db } = await testDatabase();
const broker = await startForgingBroker();
afterAll(() => broker.stop());
const signIn = {
  oidc: createOidcClient({
    issuer: broker.issuer,
    clientId: "console",
    clientSecret: "a secret for the tests only",
    redirectUri: "http://console.test/sign-in/callback",
    requiredAcr: ["loa:substantial"],
    methods: standardMethods,
    allowInsecure: true,
  }),
  subjectKey: "key",
};
await db.insert(staff).values({
  displayName: "Somebody",
  email: "s@x.example",
  subjectHmac: subjectHmac("key", broker.issuer, "somebody"),
});

async function outcomeOf(forgery: Forgery) {
  const ctx = { ...ctxOf(db, anonymous), signIn };
  const begun = await beginSignIn(ctx, { methodId: "bank" });
  if (!begun.ok) throw new Error(begun.reason);
  const search = broker.answer(begun.url, forgery);
  return completeSignIn(ctx, { search, browserToken: begun.browserToken, sessionToken: null });
}

test("the broker's honest answer is accepted: what follows is refused for its forgery alone", async () => {
  expect(await outcomeOf({})).toMatchObject({ ok: true });
});

const now = () => Math.floor(Date.now() / 1000);
test.each<[string, Forgery]>([
  ["alg none", { signature: "none" }],
  ["signed by a stranger's key", { signature: "stranger" }],
  ["signed with the client secret", { signature: "client secret" }],
  ["another issuer", { claims: { iss: "https://other.example" } }],
  ["another audience", { claims: { aud: "another-client" } }],
  ["several audiences, authorized party another", { claims: { aud: ["console", "other"], azp: "other" } }],
  ["no nonce", { claims: { nonce: undefined } }],
  ["another nonce", { claims: { nonce: "other" } }],
  ["expired", { claims: { exp: now() - 3600, iat: now() - 7200 } }],
  ["no subject", { claims: { sub: undefined } }],
])("an ID token with %s is refused", async (_name, forgery) => {
  expect(await outcomeOf(forgery)).toMatchObject({ ok: false, reason: "broker_answer" });
});

test.each<[string, Forgery["claims"], string]>([
  ["a level like the required one", { acr: "loa:substantial-ish" }, "assurance_weak"],
  ["a level as a list", { acr: ["loa:substantial"] }, "assurance_missing"],
  ["no evidence of factors", { amr: undefined }, "assurance_missing"],
  ["one factor's evidence", { amr: ["pwd"] }, "assurance_weak"],
  ["a foreign provider that claims two factors", { idp: "azuread", amr: ["mfa"] }, "assurance_weak"],
  ["no time of proof", { auth_time: undefined }, "assurance_missing"],
  ["a time of proof six minutes ago", { auth_time: now() - 360 }, "stale"],
  ["a time of proof before the sign-in began", { auth_time: now() - 120 }, "stale"],
  ["a time of proof in the future", { auth_time: now() + 600 }, "stale"],
])("%s is refused", async (_name, claims, reason) => {
  expect(await outcomeOf({ claims })).toMatchObject({ ok: false, reason });
});
