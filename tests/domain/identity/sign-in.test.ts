import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startBroker } from "#app/demo/broker.ts";
import { seedDemoStaff } from "#app/demo/seed-staff.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { beginSignIn } from "#app/domain/identity/begin-sign-in.server.ts";
import { completeSignIn } from "#app/domain/identity/complete-sign-in.server.ts";
import { createOidcClient, type SignIn } from "#app/domain/identity/oidc-client.server.ts";
import { readSession } from "#app/domain/identity/read-session.server.ts";
import { standardMethods } from "#app/domain/identity/sign-in-methods.ts";
import { auditEvent } from "#db/schema/audit.ts";
import { session, signInFlow, staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { BrokerBrowser } from "#tests/support/broker-browser.ts";
import { anonymous, ctxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const { db } = database;
const CALLBACK = "http://console.test/sign-in/callback";
const broker = await startBroker({
  port: 0,
  clientId: "console",
  clientSecret: "a secret for the tests only",
  redirectUris: [CALLBACK],
  faults: true,
});
afterAll(() => broker.stop());

const oidcConfig = {
  issuer: broker.issuer,
  clientId: "console",
  clientSecret: "a secret for the tests only",
  redirectUri: CALLBACK,
  requiredAcr: ["loa:substantial", "loa:high"],
  methods: standardMethods,
  allowInsecure: true,
};
const signIn: SignIn = { oidc: createOidcClient(oidcConfig), subjectKey: "key of the pseudonyms" };
await seedDemoStaff(db, { issuer: broker.issuer, subjectKey: signIn.subjectKey });

const ctx = (actor: Actor = anonymous, clock = testClock()) => ({ ...ctxOf(db, actor, clock), signIn });

async function begin(options: { methodId?: string; returnTo?: string; fresh?: boolean; as?: Actor } = {}) {
  const begun = await beginSignIn(ctx(options.as), { methodId: "bank", ...options });
  if (!begun.ok) throw new Error(begun.reason);
  return begun;
}

async function signInAs(subject: string, options: Parameters<typeof begin>[0] & { sessionToken?: string } = {}) {
  const { url, browserToken } = await begin(options);
  const search = await new BrokerBrowser().identify(url, subject);
  const outcome = await completeSignIn(ctx(), {
    search,
    browserToken,
    sessionToken: options.sessionToken ?? null,
    userAgent: "Test browser",
  });
  return { outcome, search, browserToken };
}

async function signedIn(subject: string) {
  const { outcome } = await signInAs(subject);
  if (!outcome.ok) throw new Error(outcome.reason);
  const actor = await readSession(ctx(), outcome.sessionToken);
  return { token: outcome.sessionToken, actor: actor! };
}

async function refusals() {
  const rows = await db.select().from(auditEvent).where(eq(auditEvent.outcome, "refused")).orderBy(auditEvent.seq);
  return rows.map((row) => ({ action: row.action, ...(row.details as object) }));
}
const lastRefusal = async () => (await refusals()).at(-1);

beforeEach(async () => {
  await db.delete(signInFlow);
});

test("a known person signs in with the method asked for, is sent back where they were, and has a session", async () => {
  const { outcome } = await signInAs("demo-veera", { methodId: "estonian_id", returnTo: "/exports?state=ready" });
  expect(outcome).toMatchObject({ ok: true, kind: "sign_in", returnTo: "/exports?state=ready" });
  if (!outcome.ok) return;
  expect(outcome.sessionToken).toMatch(/^[\w-]{43}$/);
  const actor = await readSession(ctx(), outcome.sessionToken);
  expect(actor).toMatchObject({ displayName: "Veera Vientilä", roles: ["export_officer", "payroll_officer"] });
  const [row] = await db.select().from(session).where(eq(session.id, actor!.sessionId));
  expect(row).toMatchObject({ method: "estonian_id", acr: "loa:substantial", userAgent: "Test browser" });
  expect(JSON.stringify(row)).not.toContain(outcome.sessionToken);
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.targetId, actor!.sessionId));
  expect(event).toMatchObject({ actorKind: "staff", actorId: actor!.id, action: "session.sign_in", outcome: "done" });
});

test("the request to the broker asks for a new identification by the chosen method, with PKCE, state and nonce", async () => {
  const { url } = await begin({ methodId: "swedish_bankid" });
  const params = new URL(url).searchParams;
  expect(Object.fromEntries(params)).toMatchObject({
    client_id: "console",
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid",
    prompt: "login",
    max_age: "300",
    acr_values: "idp:sbid",
    code_challenge_method: "S256",
  });
  for (const name of ["state", "nonce", "code_challenge"]) expect(params.get(name)).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await db.select().from(signInFlow))).not.toContain(params.get("state"));
});

test("an address of another site is not where a sign-in leads back to", async () => {
  for (const returnTo of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:1",
  ]) {
    const { outcome } = { outcome: await begin({ returnTo }) };
    expect(outcome.ok).toBe(true);
  }
  const rows = await db.select({ returnTo: signInFlow.returnTo }).from(signInFlow);
  expect(new Set(rows.map((row) => row.returnTo))).toEqual(new Set(["/"]));
});

test("a callback that comes a second time is refused and audited", async () => {
  const { outcome, search, browserToken } = await signInAs("demo-veera");
  expect(outcome.ok).toBe(true);
  const again = await completeSignIn(ctx(), { search, browserToken, sessionToken: null });
  expect(again).toMatchObject({ ok: false, reason: "flow_unknown" });
  expect(await lastRefusal()).toMatchObject({ action: "session.sign_in", reason: "flow_unknown" });
});

test("two callbacks at once give one session", async () => {
  const { url, browserToken } = await begin();
  const search = await new BrokerBrowser().identify(url, "demo-veera");
  const both = await Promise.all([1, 2].map(() => completeSignIn(ctx(), { search, browserToken, sessionToken: null })));
  expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
});

test("a callback with another state, or none, is refused", async () => {
  const { url, browserToken } = await begin();
  const search = await new BrokerBrowser().identify(url, "demo-veera");
  const params = new URLSearchParams(search);
  params.set("state", "A".repeat(43));
  const refused = { ok: false, reason: "flow_unknown" };
  expect(await completeSignIn(ctx(), { search: `?${params}`, browserToken, sessionToken: null })).toMatchObject(
    refused,
  );
  params.delete("state");
  expect(await completeSignIn(ctx(), { search: `?${params}`, browserToken, sessionToken: null })).toMatchObject(
    refused,
  );
});

test("a callback in another browser is refused, with another flow's cookie and with none", async () => {
  const other = await begin();
  for (const cookie of [other.browserToken, null]) {
    const { url } = await begin();
    const search = await new BrokerBrowser().identify(url, "demo-veera");
    const outcome = await completeSignIn(ctx(), { search, browserToken: cookie, sessionToken: null });
    expect(outcome).toMatchObject({ ok: false, reason: "other_browser" });
  }
  expect(await lastRefusal()).toMatchObject({ reason: "other_browser", method: "bank" });
});

test("an ID token with another nonce than the one sent is refused", async () => {
  const { url, browserToken } = await begin();
  const altered = new URL(url);
  altered.searchParams.set("nonce", "another-nonce");
  const search = await new BrokerBrowser().identify(altered.href, "demo-veera");
  const outcome = await completeSignIn(ctx(), { search, browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "broker_answer" });
  expect(await lastRefusal()).toMatchObject({ reason: "broker_answer" });
});

test("a code got with another PKCE challenge is refused", async () => {
  const { url, browserToken } = await begin();
  const altered = new URL(url);
  altered.searchParams.set("code_challenge", "A".repeat(43));
  const search = await new BrokerBrowser().identify(altered.href, "demo-veera");
  const outcome = await completeSignIn(ctx(), { search, browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "broker_answer" });
});

test("an answer that names another issuer is refused (mix-up)", async () => {
  const { url, browserToken } = await begin();
  const params = new URLSearchParams(await new BrokerBrowser().identify(url, "demo-veera"));
  expect(params.get("iss")).toBe(broker.issuer);
  params.set("iss", "https://other.example");
  const outcome = await completeSignIn(ctx(), { search: `?${params}`, browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "broker_answer" });
});

test("a sign-in finished after more than ten minutes is refused", async () => {
  const { url, browserToken } = await begin();
  const search = await new BrokerBrowser().identify(url, "demo-veera");
  const late = testClock();
  late.advance(601);
  const outcome = await completeSignIn(ctx(anonymous, late), { search, browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "flow_unknown" });
});

test.each([
  ["fault-weak-acr", "assurance_weak"],
  ["fault-missing-acr", "assurance_missing"],
  ["fault-stale", "stale"],
  ["fault-foreign-idp", "assurance_weak"],
])("%s is refused as %s", async (subject, reason) => {
  const before = (await db.select().from(session)).length;
  const { outcome } = await signInAs(subject);
  expect(outcome).toMatchObject({ ok: false, reason });
  expect(await lastRefusal()).toMatchObject({ action: "session.sign_in", reason, method: "bank" });
  expect(await db.select().from(session)).toHaveLength(before);
});

test("a person who cancels at the broker comes back with that reason", async () => {
  const { url, browserToken } = await begin();
  const browser = new BrokerBrowser();
  const first = await browser.open(url);
  const back = await browser.submit(first.url, { cancel: "1" });
  const outcome = await completeSignIn(ctx(), { search: back.url.search, browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "cancelled" });
});

test("a person without an account, and one deactivated, are refused", async () => {
  expect((await signInAs("demo-ulla")).outcome).toMatchObject({ ok: false, reason: "unknown_person" });
  const deactivate = (active: boolean) =>
    db.update(staff).set({ active }).where(eq(staff.email, "alma.alustala@huolto.example"));
  await deactivate(false);
  expect((await signInAs("demo-alma")).outcome).toMatchObject({ ok: false, reason: "inactive" });
  expect(await lastRefusal()).toMatchObject({ reason: "inactive" });
  await deactivate(true);
  expect((await signInAs("demo-alma")).outcome).toMatchObject({ ok: true });
});

test("signing in ends the session that the browser had before", async () => {
  const before = await signedIn("demo-tarmo");
  const { outcome } = await signInAs("demo-tarmo", { sessionToken: before.token });
  expect(outcome.ok).toBe(true);
  expect(await readSession(ctx(), before.token)).toBeNull();
  const [row] = await db.select().from(session).where(eq(session.id, before.actor.sessionId));
  expect(row?.endReason).toBe("replaced");
});

test("a fresh sign-in keeps the session, renews its time of proof and changes its token", async () => {
  const before = await signedIn("demo-onni");
  await db
    .update(session)
    .set({ authTime: sql`now() - interval '2 hours'` })
    .where(eq(session.id, before.actor.sessionId));
  const { outcome } = await signInAs("demo-onni", { fresh: true, as: before.actor, returnTo: "/exports" });
  expect(outcome).toMatchObject({ ok: true, kind: "fresh_sign_in", returnTo: "/exports" });
  if (!outcome.ok) return;
  expect(outcome.sessionToken).not.toBe(before.token);
  expect(await readSession(ctx(), before.token)).toBeNull();
  const after = await readSession(ctx(), outcome.sessionToken);
  expect(after).toMatchObject({ sessionId: before.actor.sessionId, formToken: before.actor.formToken });
  expect(Date.now() - after!.authTime.getTime()).toBeLessThan(60_000);
});

test("a fresh sign-in by another person is refused and leaves the session as it was", async () => {
  const before = await signedIn("demo-onni");
  const { outcome } = await signInAs("demo-veera", { fresh: true, as: before.actor });
  expect(outcome).toMatchObject({ ok: false, reason: "another_person" });
  expect(await readSession(ctx(), before.token)).toMatchObject({
    id: before.actor.id,
    authTime: before.actor.authTime,
  });
});

test("a fresh sign-in for a session that ended meanwhile is refused", async () => {
  const before = await signedIn("demo-onni");
  const begun = await begin({ fresh: true, as: before.actor });
  await db.update(session).set({ endedAt: new Date() }).where(eq(session.id, before.actor.sessionId));
  const search = await new BrokerBrowser().identify(begun.url, "demo-onni");
  const outcome = await completeSignIn(ctx(), { search, browserToken: begun.browserToken, sessionToken: null });
  expect(outcome).toMatchObject({ ok: false, reason: "session_ended" });
});

test("a method that is not offered, and a broker that is down, are said so", async () => {
  await expect(beginSignIn(ctx(), { methodId: "password" })).rejects.toMatchObject({
    code: "invalid",
    field: "method",
  });
  const down = { ...signIn, oidc: createOidcClient({ ...oidcConfig, issuer: "http://127.0.0.1:9" }) };
  await expect(beginSignIn({ ...ctx(), signIn: down }, { methodId: "bank" })).rejects.toMatchObject({
    code: "unavailable",
  });
});

test("a client made while the broker is down works once it is up", async () => {
  const [, port] = broker.issuer.match(/:(\d+)$/)!;
  expect(Number(port)).toBeGreaterThan(0);
  const late = await startBroker({ port: 0, clientId: "c", clientSecret: "s", redirectUris: [CALLBACK] });
  await late.stop();
  const client = createOidcClient({ ...oidcConfig, issuer: late.issuer });
  await expect(client.configuration()).rejects.toMatchObject({ code: "unavailable" });
  const up = await startBroker({
    port: Number(new URL(late.issuer).port),
    clientId: "c",
    clientSecret: "s",
    redirectUris: [CALLBACK],
  });
  try {
    expect((await client.configuration()).serverMetadata().issuer).toBe(late.issuer);
  } finally {
    await up.stop();
  }
});

test("plain http to a broker on another machine is refused at once", () => {
  expect(() => createOidcClient({ ...oidcConfig, issuer: "http://broker.example" })).toThrow(/https/);
});

test("no identity, token, state or nonce is in the audit trail", async () => {
  const text = JSON.stringify(await db.select().from(auditEvent));
  for (const word of ["demo-veera", "Veera", "huolto.example"]) expect(text).not.toContain(word);
});
