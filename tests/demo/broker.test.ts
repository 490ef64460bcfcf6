import { afterAll, expect, test } from "vitest";
import { startBroker } from "#app/demo/broker.ts";
import { demoPeople } from "#app/demo/people.ts";
import { BrokerBrowser } from "#tests/support/broker-browser.ts";

const client = { clientId: "console", clientSecret: "secret of the tests", redirectUris: ["http://console.test/cb"] };
const broker = await startBroker({ port: 0, ...client });
afterAll(() => broker.stop());

const authorize = (issuer = broker.issuer) =>
  `${issuer}/auth?${new URLSearchParams({
    client_id: "console",
    redirect_uri: "http://console.test/cb",
    response_type: "code",
    scope: "openid",
    prompt: "login",
    acr_values: "idp:sbid",
    code_challenge: "A".repeat(43),
    code_challenge_method: "S256",
    state: "s",
  })}`;

test("the demo has one person per role, two where two are needed, three who are on call in turn, an export officer without payroll, and one without an account", () => {
  expect(demoPeople.map((person) => person.role)).toEqual([
    "export_officer",
    "export_officer",
    "export_officer",
    "administrator",
    "administrator",
    "customer_service",
    "customer_service",
    "release_manager",
    "release_manager",
    "platform",
    "platform",
    "platform",
    "auditor",
    null,
  ]);
  expect(new Set(demoPeople.map((person) => person.email)).size).toBe(14);
  expect(demoPeople.filter(({ more }) => more.includes("payroll_officer")).map(({ name }) => name)).toEqual([
    "Veera Vientilä",
    "Onni Arkistola",
  ]);
  for (const { email } of demoPeople) expect(email).toMatch(/^[a-z]+\.[a-z]+@huolto\.example$/);
});

test("its page lists the people, needs nothing from elsewhere, and offers no faults", async () => {
  const { html } = await new BrokerBrowser().open(authorize());
  for (const person of demoPeople) expect(html).toContain(person.name);
  expect(html).not.toMatch(/Fault|<script|https?:\/\//);
  const response = await fetch(`${broker.issuer}/interaction/x`);
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/console\.test; /,
  );
});

test("a person of the faults cannot be chosen by a made-up form", async () => {
  const browser = new BrokerBrowser();
  const first = await browser.open(authorize());
  const after = await browser.submit(first.url, { person: "fault-weak-acr" });
  expect(after.html).toContain("Who are you?");
});

test("a wrong code is told; the fifth ends the sign-in", async () => {
  const browser = new BrokerBrowser();
  const first = await browser.open(authorize());
  const second = await browser.submit(first.url, { person: "demo-veera" });
  for (let i = 0; i < 4; i += 1) {
    expect((await browser.submit(second.url, { code: "wrong" })).html).toContain("That was another code.");
  }
  const end = await browser.submit(second.url, { code: "wrong" });
  expect(end.url.searchParams.get("error")).toBe("access_denied");
});

test("one browser signs in as one person after another", async () => {
  for (const subject of ["demo-veera", "demo-onni"]) {
    expect(await new BrokerBrowser().identify(authorize(), subject)).toContain("code=");
  }
  const same = new BrokerBrowser();
  for (const subject of ["demo-veera", "demo-onni"])
    expect(await same.identify(authorize(), subject)).toContain("code=");
});

test("an address that is not registered is not led back to", async () => {
  const url = new URL(authorize());
  url.searchParams.set("redirect_uri", "http://evil.example/cb");
  const { html } = await new BrokerBrowser().open(url.href);
  expect(html).toMatch(/redirect_uri/);
});
