import { expect, test } from "vitest";
import { confirmRestriction } from "#app/domain/ip-restrictions/confirm-restriction.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { homeRestrictions } from "#app/domain/ip-restrictions/home-restrictions.server.ts";
import { settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  agent,
  approved,
  customer,
  decision,
  draftOf,
  ipDesk,
  mailedToken,
  network,
  proposed,
  published,
  rowOf,
  seen,
  signedIn,
} from "#tests/support/ip-restrictions.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const { clock, pirkko, paivi, job, door } = await ipDesk(database);
const alma = await agent(database, "Alma Alustala", clock, { roles: ["platform"] });
const tarmo = await agent(database, "Tarmo Tarkastola", clock, { roles: ["auditor"] });

const page = (id: string, ctx = pirkko, form?: Record<string, string>) =>
  visit("ip-restrictions/restriction.tsx", "/ip-restrictions/:id", `/ip-restrictions/${id}`, ctx, form);
const sound = (html: string) => expect(markupFaults(html)).toEqual([]);

test("from a customer to a list in force, with a browser without scripts", async () => {
  const businessId = await customer(database);
  await signedIn(database, businessId, [
    { at: "2026-11-20T08:00:00Z", person: "p-1", address: "198.51.100.9" },
    { at: "2026-11-20T09:00:00Z", person: "p-2", address: "203.0.113.9" },
    { at: "2026-11-20T10:00:00Z", person: "payroll", address: "192.0.2.9", client: "api" },
  ]);
  const address = `/ip-restrictions/new?customer=${businessId}`;
  const form = {
    intent: "create",
    businessId,
    caseNumber: "",
    requesterName: "Maija Meikäläinen",
    requesterAuthority: "Main user",
    requesterEmail: "maija@yritys.example",
    networks: "198.51.100.0/24, Office Tampere\n\n010.0.0.1, VPN\n8.8.8.4/24, Cloud, 2026-02-30",
  };
  const make = (values: typeof form) =>
    visit("ip-restrictions/new.tsx", "/ip-restrictions/new", address, pirkko, values);
  const wrong = await make(form);
  expect(wrong.status).toBe(422);
  sound(wrong.html);
  const said = textOf(wrong.html);
  expect(said).toContain("Line 3: A number with a leading zero is read as octal by some programs.");
  expect(said).toContain("Line 4, character 1: With /24 the network begins at 8.8.8.0.");
  // What was typed is still there.
  expect(wrong.html).toContain("010.0.0.1, VPN");
  const made = await make({
    ...form,
    networks: "198.51.100.0/24, Office Tampere, floor 2, 2027-01-31\n192.0.2.0/26, VPN",
  });
  const id = made.location!.split("/").at(-1)!;

  const draft = await page(id);
  sound(draft.html);
  expect(rowsOf(draft.html).slice(1, 3)).toEqual([
    ["192.0.2.0/26", "VPN", "64 addresses", "None"],
    ["198.51.100.0/24", "Office Tampere, floor 2", "256 addresses", "2027-01-31"],
  ]);
  expect(textOf(draft.html)).toContain("Try the list first");
  await page(id, pirkko, { intent: "dry_run", version: "1" });
  await page(id, pirkko, { intent: "propose", version: "2" });

  const mine = textOf((await page(id)).html);
  expect(mine).toContain("Whoever wrote on the list or proposed it does not approve it.");
  expect(mine).not.toContain("Approve and put in force");
  const theirs = await page(id, paivi);
  sound(theirs.html);
  expect(textOf(theirs.html)).toContain(
    "1 of 2 people would be locked out; 0 of 1 integration or robot would stop, by the sign-ins of the last 30 days.",
  );
  expect(textOf(theirs.html)).toContain("Until now one may sign in from anywhere; after it from these networks only.");
  const { decision: intent, ...rest } = await decision(database, id);
  const sent = { ...rest, version: String(rest.version), intent };
  expect((await page(id, paivi, { ...sent, networksSha256: "x" })).status).toBe(409);
  expect((await page(id, paivi, sent)).location).toBe(`/ip-restrictions/${id}`);

  const waiting = await page(id);
  sound(waiting.html);
  expect(textOf(waiting.html)).toContain("10 min left for the customer to confirm");
  expect(textOf(waiting.html)).toContain("No balancer has reported");
  clock.advance(600);
  expect(textOf((await page(id)).html)).toContain("Rolled back 2026-11-23 10:10");
  expect(await published(database, businessId)).toBeUndefined();
});

test("the customer's page: looking does nothing; the button confirms from a listed network only; in three languages", async () => {
  const { id, token } = await approved(
    database,
    pirkko,
    paivi,
    draftOf(await customer(database), { networks: [network("203.0.113.0/24")] }),
  );
  const open = (lang: string, form?: Record<string, string>) =>
    visit("portal/networks.tsx", "/d/networks", `/d/networks?lang=${lang}`, door, form);
  for (const [lang, word] of [
    ["fi", "Vahvista rajaus"],
    ["sv", "Bekräfta begränsningen"],
    ["en", "Confirm the restriction"],
  ] as const) {
    const looked = await open(lang);
    sound(looked.html);
    expect(textOf(looked.html)).toContain(word);
    // As the server sees who asks: in tests 192.0.2.7.
    expect(textOf(looked.html)).toContain("192.0.2.7");
  }
  expect((await rowOf(database, id)).state).toBe("unconfirmed");
  const elsewhere = await open("en", { link: `https://portal.example/d/networks?lang=en#${token}` });
  expect(textOf(elsewhere.html)).toContain("This address is on none of the networks");
  expect(textOf((await open("en", { link: "nonsense" })).html)).toContain("The link does not hold any more");
  expect((await rowOf(database, id)).state).toBe("unconfirmed");

  const here = await approved(
    database,
    pirkko,
    paivi,
    draftOf(await customer(database), { networks: [network("192.0.2.0/29")] }),
  );
  expect(textOf((await open("en", { link: here.token })).html)).toContain("The restriction is confirmed");
  expect((await rowOf(database, here.id)).state).toBe("active");
});

test("the list of lists, its filters and its search; an auditor reads and has no buttons", async () => {
  const list = (query = "", ctx = pirkko) =>
    visit("ip-restrictions/list.tsx", "/ip-restrictions", `/ip-restrictions${query}`, ctx);
  const first = await customer(database);
  const { id, token } = await approved(database, pirkko, paivi, draftOf(first));
  await confirmRestriction(door, { token, address: "198.51.100.1" });
  const waiting = await customer(database);
  await proposed(database, pirkko, draftOf(waiting));
  const all = await list();
  sound(all.html);
  expect(textOf(all.html)).toMatch(
    /\d+ customers are restricted to networks of their own\. 1 waits for a second person/,
  );
  const ids = async (query: string) =>
    rowsOf((await list(query)).html)
      .slice(1)
      .map((row) => row[1]);
  expect(await ids("?state=waiting")).toEqual([waiting]);
  expect(await ids("?state=in_force")).toContain(first);
  expect(await ids(`?q=${first}`)).toEqual([first]);
  expect(textOf((await list("?q=nobody")).html)).toContain("No list matches");
  const read = await page(id, tarmo);
  expect(read.status).toBe(200);
  expect(read.html).not.toMatch(/<button[^>]*value="(lift|propose|approve)"/);
  expect((await page(id, tarmo, { intent: "lift", reason: "No reason", typed: first })).status).toBe(403);
  expect((await page("no-id")).status).toBe(404);
});

test("lifting asks for a reason and the typed id, and keeps what was typed; the platform team may", async () => {
  const businessId = await customer(database);
  const { id } = await approved(database, pirkko, paivi, draftOf(businessId));
  const wrong = await page(id, alma, { intent: "lift", version: "1", reason: "Nobody gets in", typed: "123" });
  expect(wrong.status).toBe(422);
  sound(wrong.html);
  expect(wrong.html).toContain("Nobody gets in</textarea>");
  await page(id, alma, { intent: "lift", version: "1", reason: "Nobody gets in", typed: businessId });
  const lifted = textOf((await page(id)).html);
  expect(lifted).toContain("Nobody gets in");
  expect(lifted).toContain("Lifted at once: Alma Alustala");
  expect(await published(database, businessId)).toBeUndefined();
  expect((await page(id, alma, { intent: "propose", version: "1" })).status).toBe(403);
});

test("an address is tried against what is in force, and the entry that lets it in is named", async () => {
  const businessId = await customer(database);
  await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { networks: [network("198.51.100.0/24"), network("198.51.100.7")] }),
  );
  const tried = async (address: string, id = businessId) =>
    visit(
      "ip-restrictions/test.tsx",
      "/ip-restrictions/test",
      `/ip-restrictions/test?${new URLSearchParams({ customer: id, address })}`,
      pirkko,
    );
  const inside = await tried("198.51.100.7");
  sound(inside.html);
  expect(textOf(inside.html)).toContain("The network 198.51.100.7/32 lets it in");
  expect(textOf((await tried("203.0.113.1")).html)).toContain("203.0.113.1 may not sign in");
  expect(textOf((await tried("203.0.113.1", await customer(database))).html)).toContain("Nothing is restricted");
  expect(textOf((await tried("010.0.0.1")).html)).toContain("Give one whole IPv4 or IPv6 address");
  expect(textOf((await tried("8.8.8.8", "none")).html)).toContain("No customer has this business id");
});

test("home tells the second person, not the first, and what was rolled back or ends soon", async () => {
  const businessId = await customer(database);
  const id = await proposed(database, pirkko, draftOf(businessId));
  const of = async (ctx: typeof pirkko) =>
    (await homeRestrictions(ctx)).filter(({ href }) => href.endsWith(id)).map(({ kind }) => kind);
  expect(await of(paivi)).toEqual(["second_person"]);
  expect(await of(pirkko)).toEqual([]);
  await decideRestriction(paivi, await decision(database, id));
  expect(await of(pirkko)).toEqual(["unconfirmed"]);
  clock.advance(600);
  await settleRestrictions(job);
  expect(await of(pirkko)).toEqual(["rolled_back"]);
  const ends = new Date(clock.now().getTime() + 5 * 86_400_000).toISOString();
  const next = await approved(
    database,
    pirkko,
    paivi,
    draftOf(businessId, { networks: [network("198.51.100.0/24", ends)], whenAllExpired: "closed" }),
  );
  await confirmRestriction(door, { token: await mailedToken(database, next.id), address: "198.51.100.1" });
  expect(await of(pirkko)).toEqual([]);
  const [warning] = (await homeRestrictions(pirkko)).filter(({ href }) => href.endsWith(next.id));
  expect(warning!.sentence).toContain("Its last network ends after 2026-11-28; then nobody may enter.");
  expect((await seen(database, next.id)).version).toBeGreaterThan(1);
});
