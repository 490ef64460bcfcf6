import postgres from "postgres";
import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addAttachment } from "#app/domain/cases/add-attachment.server.ts";
import { addFollowUp } from "#app/domain/cases/add-follow-up.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { assignCase } from "#app/domain/cases/assign-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Desk, deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCustomers(database);
const owner = postgres(database.ownerUrl, { max: 1 });
await owner`insert into service.customers values ('2222222-9', 'FI', 'Rinteen Rakennus Ky', '2021-01-01', null)`;
await owner.end();
// Monday 10:00 in Helsinki; the office answers from 8 to 16.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);
const paivi = await deskPerson(database, "Päivi Palvelija", ["customer_service"], clock);
const alma = await deskPerson(database, "Alma Alustala", ["platform"], clock);
const tarmo = await deskPerson(database, "Tarmo Tarkastola", ["auditor"], clock);
const juuso = await deskPerson(database, "Juuso Julkaisula", ["release_manager"], clock);

const list = (by: Desk, query = "") => visit("cases/list.tsx", "/cases", `/cases${query}`, by);
const fresh = (by: Desk, query = "", form?: Record<string, string>) =>
  visit("cases/new.tsx", "/cases/new", `/cases/new${query}`, by, form);
const page = (by: Desk, number: number | string, form?: Record<string, string>, query = "") =>
  visit("cases/case.tsx", "/cases/:number", `/cases/${number}${query}`, by, form);
const home = (by: Desk) => visit("home.tsx", "/", "/", by);
const numbersOf = (html: string) =>
  rowsOf(html)
    .slice(1)
    .filter((cells) => cells.length > 1)
    .map(([number]) => Number(number));

test("an empty list says how cases come; who may open one is shown where", async () => {
  const { html } = await list(pirkko);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("No case is open.");
  expect(html).toContain('href="/cases/new"');
  expect((await list(tarmo)).html).not.toContain('href="/cases/new"');
  expect(textOf((await list(pirkko, "?show=overdue")).html)).toContain("Nothing is late");
  expect(textOf((await list(pirkko, "?q=x&kind=restore")).html)).toContain("No case matches");
  expect((await list(juuso)).status).toBe(403);
});

test("every kind can be chosen by what it is and the rule that decides it; a log request is registered elsewhere", async () => {
  const { html } = await fresh(pirkko, "?customer=1234567-1");
  expect(markupFaults(html)).toEqual([]);
  expect(html.match(/<h2/g)).toHaveLength(9);
  expect(html).toContain('href="/cases/new?kind=slowdown&amp;customer=1234567-1"');
  expect(html).toContain('href="/disclosures"');
  expect(html).not.toContain("kind=log_disclosure");
  expect(textOf(html)).toContain(
    "Data is not recovered at the request of the customer, but only to guarantee the operations of the service and to secure customer data in case of disruption.The service’s statement, section 3.4",
  );
  // The platform team registers authorities' requests, and opens nothing else by hand.
  expect(textOf((await fresh(alma)).html).match(/Your roles do not open cases of this kind\./g)).toHaveLength(8);
  expect((await fresh(tarmo)).status).toBe(403);
});

test("a new case asks what its kind asks, keeps what was typed where it is refused, and leads to its page", async () => {
  const { html } = await fresh(pirkko, "?kind=slowdown&customer=1234567-1");
  expect(markupFaults(html)).toEqual([]);
  expect(html).toContain('value="Rakennus Rinne Oy (1234567-1)"');
  const typed = {
    kind: "slowdown",
    customer: "Rakennus Rinne Oy (1234567-1)",
    subject: "Palkat hitaat",
    language: "sv",
    priority: "high",
    externalNumber: "T-77",
    "request.operation": "Payslips",
    "request.since": "2026-11-20T09:00",
    "request.who": "",
    "request.checked": "Another\r\nbrowser",
  };
  const refused = await fresh(pirkko, "?kind=slowdown", typed);
  expect(refused.status).toBe(422);
  expect(markupFaults(refused.html)).toEqual([]);
  expect(refused.html).toMatch(/<select(?=[^>]*id="request-who")(?=[^>]*aria-invalid="true")/);
  expect(refused.html).toContain('value="Palkat hitaat"');
  expect(refused.html).toMatch(/>Another\s*browser<\/textarea>/);
  expect(refused.html).toMatch(/<option value="sv" selected/);
  const { status, location } = await fresh(pirkko, "?kind=slowdown", { ...typed, "request.who": "one" });
  expect(status).toBe(302);
  const number = Number(/^\/cases\/(\d+)\?said=opened#result$/.exec(location!)![1]);
  expect(await readCase(pirkko, { number })).toMatchObject({
    kind: "slowdown",
    customer: { businessId: "1234567-1" },
    subject: "Palkat hitaat",
    language: "sv",
    priority: "high",
    externalNumber: "T-77",
    request: [
      { value: "Payslips" },
      { value: "2026-11-20T09:00" },
      { value: null },
      { value: "one" },
      { value: "Another\nbrowser" },
    ],
  });
});

test("a customer is known by business id, by name, or by a part of it; nobody and several are told apart", async () => {
  const typed = {
    kind: "restore",
    subject: "Tosite",
    language: "fi",
    priority: "normal",
    externalNumber: "",
    "request.what": "12",
    "request.how": "user",
  };
  const by = async (customer: string) => {
    const answer = await fresh(pirkko, "?kind=restore", { ...typed, customer });
    if (answer.location) {
      const number = Number(/\d+/.exec(answer.location)![0]);
      return (await readCase(pirkko, { number })).customer?.businessId;
    }
    return /id="customer-error"[^>]*>([^<]*)</.exec(answer.html)?.[1];
  };
  expect(await by("7654321-2")).toBe("7654321-2");
  expect(await by("rakennus rinne oy")).toBe("1234567-1");
  expect(await by("skärgård")).toBe("7654321-2");
  expect(await by("Olematon (1234567-1)")).toBe("1234567-1");
  expect(await by("rakennus")).toMatch(
    /^Several customers match: (Rakennus Rinne Oy \(1234567-1\), Rinteen Rakennus Ky \(2222222-9\)|Rinteen Rakennus Ky \(2222222-9\), Rakennus Rinne Oy \(1234567-1\))\. Write/,
  );
  expect(await by("Qwxz Zzyx")).toBe("No customer is called so. Write a part of its name, or its business id.");
  expect(await by("")).toBe("Write the customer&#x27;s name or business id.");
});

test("the list's filters are in the address, and find what they say", async () => {
  const mine = (await opened(pirkko, "restore", { subject: "Zebra" })).number;
  await assignCase(pirkko, { number: mine, version: 1, assigneeId: pirkko.actor.id });
  const closed = (await opened(pirkko, "restore", { subject: "Suljettu" })).number;
  await actOnCase(pirkko, { number: closed, version: 1, action: "refuse", text: null });
  const { html } = await list(pirkko);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("1 case is yours");
  expect(numbersOf(html)).toContain(mine);
  expect(numbersOf(html)).not.toContain(closed);
  expect(numbersOf((await list(pirkko, "?show=mine")).html)).toEqual([mine]);
  expect(numbersOf((await list(paivi, "?show=mine")).html)).toEqual([]);
  expect(numbersOf((await list(pirkko, "?show=closed")).html)).toEqual([closed]);
  expect(numbersOf((await list(pirkko, "?show=all&q=zebra")).html)).toEqual([mine]);
  expect(numbersOf((await list(pirkko, "?show=nonsense&kind=nonsense&before=x")).html)).toContain(mine);
  expect(textOf((await list(pirkko, "?kind=slowdown&customer=1234567-1")).html)).toContain(
    "Only of the customer Rakennus Rinne Oy.",
  );
});

test("fifty cases are a page; the next begins after the last", async () => {
  const numbers: number[] = [];
  for (let i = 0; i < 51; i += 1) numbers.push((await opened(pirkko, "vulnerability", { subject: `V ${i}` })).number);
  const first = await list(pirkko, "?show=all&kind=vulnerability");
  expect(numbersOf(first.html)).toHaveLength(50);
  const more = /href="(\/cases\?[^"]*before=[^"]*)"/.exec(first.html)![1]!.replaceAll("&amp;", "&");
  const second = await list(pirkko, more.slice("/cases".length));
  expect(numbersOf(second.html)).toEqual([numbers[0]]);
  expect(textOf(second.html)).toContain("First page");
  expect(textOf(second.html)).not.toContain("More");
});

test("each button of a case's page does what it says, and says that it is done", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const act = async (form: Record<string, string>, by = pirkko) => {
    const { version } = await readCase(pirkko, { number });
    const answer = await page(by, number, { version: String(version), ...form });
    return answer.location ?? answer.status;
  };
  const at = (query: string) => `/cases/${number}?${query}#result`;
  expect(await act({ intent: "assign", assigneeId: pirkko.actor.id })).toBe(at("said=assign"));
  expect(await act({ intent: "note", text: "Mittasin itse." })).toBe(at("said=note"));
  expect(await act({ intent: "reply", text: "Hei!", language: "fi", templateId: "" })).toBe(at("said=reply"));
  expect(await act({ intent: "follow_up", text: "Soita", dueAt: "2026-11-23T15:00" })).toBe(at("said=follow_up"));
  expect(await act({ intent: "act", action: "pass_on", text: "Node", reply: "passed_on" })).toBe(
    at("said=act&reply=passed_on"),
  );
  expect(await act({ intent: "act", action: "give_back", text: "Korjattu" }, alma)).toBe(at("said=act"));
  const change = { subject: "Uusi aihe", priority: "low", language: "en", dueAt: "", externalNumber: "T-1" };
  const request = { "request.operation": "Invoices", "request.since": "2026-11-23T09:00", "request.who": "some" };
  expect(await act({ intent: "change", ...change, ...request })).toBe(at("said=change"));
  const [followUp] = (await readCase(pirkko, { number })).followUps;
  expect(await act({ intent: "finish_follow_up", followUp: followUp!.id })).toBe(at("said=finish_follow_up"));
  expect(await act({ intent: "nonsense" })).toBe(422);

  const { html } = await page(pirkko, number, undefined, "?said=change");
  expect(markupFaults(html)).toEqual([]);
  const text = textOf(html);
  expect(text).toContain("The changes are saved.");
  expect(text).toContain("Uusi aihe no");
  expect(text).toContain("Alma Alustala moved it to");
  expect(text).toContain("Mittasin itse.");
  expect(text).toContain("Pirkko Palvelusto replied to the customer, in Finnish Hei!");
  expect(text).toContain("Soita Done 2026-11-23 10:00 by Pirkko Palvelusto");
  expect(text).toContain("What is slow Invoices");
});

test("somebody was faster: the page shows the case as it is, and the text that was typed", async () => {
  const { number } = await opened(pirkko, "slowdown");
  await assignCase(paivi, { number, version: 1, assigneeId: paivi.actor.id });
  const stale = await page(pirkko, number, { intent: "act", version: "1", action: "pass_on", text: "Se on solmu" });
  expect(stale.status).toBe(409);
  expect(textOf(stale.html)).toContain("Somebody was faster: nothing was done yet");
  expect(stale.html).toContain(">Se on solmu</textarea>");
  expect(stale.html).toContain('name="version" value="2"');
  expect(textOf(stale.html)).toContain("Assignee Päivi Palvelija");
});

test("a template without scripts comes into the field below what was written, and is not sent before it is pressed", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const form = { intent: "use_template", chosen: "closing", language: "en", templateId: "", text: "Dear all," };
  const { html, status } = await page(pirkko, number, form);
  expect(status).toBe(200);
  const field = textOf(/<textarea[^>]*id="reply-text"[^>]*>(.*?)<\/textarea>/s.exec(html)![1]!);
  expect(field).toMatch(/^Dear all, Hello, We are closing this case,/);
  expect(field).toContain("Pirkko Palvelusto");
  expect((await readCase(pirkko, { number })).timeline.map(({ what }) => what)).toEqual(["opened"]);
});

test("the reply that a step asks for is the one that is offered next", async () => {
  const { number } = await opened(pirkko, "restore");
  const { html } = await page(pirkko, number, undefined, "?said=act&reply=no_restore");
  expect(html).toMatch(/<select[^>]*id="reply-template".*?<option value="no_restore" selected/s);
});

test("an auditor reads a case and changes nothing; the platform team notes, and leaves the answers to customer service", async () => {
  const { number } = await opened(pirkko, "slowdown");
  await addNote(pirkko, { number, text: "Solmu" });
  const read = await page(tarmo, number);
  expect(markupFaults(read.html)).toEqual([]);
  expect(read.html).not.toContain("<form");
  expect(textOf(read.html)).toContain("Solmu");
  expect((await page(tarmo, number, { intent: "note", text: "x" })).status).toBe(403);
  const platform = await page(alma, number);
  expect(platform.html).toContain('aria-label="Note"');
  expect(platform.html).not.toContain('aria-label="Reply"');
  expect((await page(juuso, number)).status).toBe(403);
  expect((await page(pirkko, "0")).status).toBe(404);
  expect((await page(pirkko, "x")).status).toBe(404);
});

test("a log request's case says that it is there, and keeps nothing else", async () => {
  const { number } = await opened(pirkko, "log_disclosure", { subject: "Poliisi kysyy Maijasta" });
  const { html } = await page(pirkko, number);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("What it is about is not shown here");
  expect(textOf(html)).toContain("Log disclosure request no");
  expect(html).not.toContain("Maija");
  expect(html).not.toContain("<textarea");
  expect((await page(pirkko, number, { intent: "note", text: "Maija" })).status).toBe(409);
  const byHand = await fresh(pirkko, "", { kind: "log_disclosure", subject: "Maija" });
  expect(textOf(byHand.html)).toContain("An authority's request is registered on the disclosures' own page.");
});

test("the start page: late cases first, then one's own, what nobody has, today's follow-ups; the platform team sees what waits for it", async () => {
  const agent = await deskPerson(database, "Kaisa Kolmas", ["customer_service"], clock);
  const late = (await opened(agent, "slowdown", { subject: "Myöhässä", priority: "urgent" })).number;
  const passed = (await opened(agent, "slowdown", { subject: "Alustalle", priority: "urgent" })).number;
  await actOnCase(agent, { number: passed, version: 1, action: "pass_on", text: "Solmu" });
  await assignCase(agent, { number: late, version: 1, assigneeId: agent.actor.id });
  await addFollowUp(agent, {
    number: late,
    kind: "task",
    text: "Soita takaisin",
    dueAt: new Date("2026-11-23T13:00:00Z"),
  });
  clock.advance(3 * 3600);
  const { html } = await home(agent);
  expect(markupFaults(html)).toEqual([]);
  expect(html).toMatch(/aria-label="Overdue".*Myöhässä/s);
  expect(html).not.toMatch(/aria-label="Mine"/);
  expect(textOf(html)).toContain("Soita takaisin no");
  expect(textOf(html)).toContain("1 case is yours; 1 follow-up is due");
  const platform = (await home(alma)).html;
  expect(textOf(platform)).toContain("Passed on to the platform team");
  expect(textOf(platform)).toContain("Alustalle");
  expect(platform).not.toContain("Soita takaisin");
  expect((await home(tarmo)).html).not.toContain("Myöhässä");
});

test("a file is saved under its own name, and never shown by the browser", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const { id } = await addAttachment(pirkko, {
    number,
    fileName: "hidas sivu ä'.txt",
    mediaType: "text/html",
    bytes: Buffer.from("<script>"),
  });
  const { loader } = await import("#app/routes/cases/attachment.ts");
  const request = new Request(`https://huolto.example/cases/${number}/attachments/${id}`);
  const get = (by: Desk, of: number | string, file: string) =>
    loader({ request, context: { ctx: by }, params: { number: String(of), id: file } } as never);
  const answer = await get(tarmo, number, id);
  expect(await answer.text()).toBe("<script>");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename=\"hidas sivu __.txt\"; filename*=UTF-8''hidas%20sivu%20%C3%A4%27.txt",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  expect((await get(juuso, number, id)).status).toBe(403);
  expect((await get(pirkko, number + 100_000, id)).status).toBe(404);
  expect((await get(pirkko, number, "x")).status).toBe(404);
});

test("a file comes with the page's form, or from its script; what is wrong with it is said where it was chosen", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const form = (name: string, text: string) => {
    const body = new FormData();
    body.set("intent", "attach");
    if (name) body.set("file", new File([text], name));
    return body;
  };
  const { action } = await import("#app/routes/cases/attach.ts");
  const script = (by: Desk, body: FormData) => {
    const request = new Request("https://huolto.example/x", { method: "POST", body });
    return action({ request, context: { ctx: by }, params: { number: String(number) } } as never);
  };
  const sent = await script(pirkko, form("a.log", "one"));
  expect([sent.status, await sent.json()]).toEqual([200, { fileName: "a.log" }]);
  const bad = await script(pirkko, form("a.exe", "MZ"));
  expect([bad.status, (await bad.json()).error.field]).toEqual([422, "file"]);
  expect((await script(tarmo, form("b.log", "x"))).status).toBe(403);

  const { action: onPage } = await import("#app/routes/cases/case.tsx");
  const byForm = async (body: FormData) => {
    const request = new Request(`https://huolto.example/cases/${number}`, { method: "POST", body });
    return onPage({ request, context: { ctx: pirkko }, params: { number: String(number) } } as never);
  };
  const done = (await byForm(form("c.txt", "two"))) as Response;
  expect(done.headers.get("location")).toBe(`/cases/${number}?said=attach#result`);
  expect(await byForm(form("", ""))).toMatchObject({
    data: { error: { code: "invalid", message: "Choose a file first.", field: "file" }, values: { intent: "attach" } },
    init: { status: 422 },
  });
  const { attachments } = await readCase(pirkko, { number });
  expect(attachments.map(({ fileName }) => fileName).sort()).toEqual(["a.log", "c.txt"]);
});
