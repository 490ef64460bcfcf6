import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { officer, readRequest, readyRequest, scopedRequest } from "#tests/support/leaving-customer.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const aino = await officer(database, "Aino Asker", clock);
const otto = await officer(database, "Otto Other", clock);
const seeing = (by: typeof aino, minutes = 0) =>
  serviceCtxOf(database.db, { ...by.actor, authTime: new Date(clock.now().getTime() - minutes * 60_000) }, { clock });
const auditor = () => serviceCtxOf(database.db, staffActor(otto.actor.id, ["auditor"]), { clock });

type Page = "request" | "dates" | "erasure";
const at = async (page: Page, id: string, ctx = seeing(aino), form?: Record<string, string>) => {
  const part = page === "request" ? "" : `/${page}`;
  const sent = form && { version: String((await readRequest(database, id)).version), ...form };
  return visit(`exports/${page}.tsx`, `/exports/:id${part}`, `/exports/${id}${part}`, ctx, sent);
};

test("a request without dates says so and what to do; typed wrong, what was typed stays; recorded, every date is shown", async () => {
  const { id } = await readyRequest(database, aino, seeing(otto));
  const before = await at("request", id);
  expect(textOf(before.html)).toContain("No dates are recorded yet");
  expect(textOf(before.html)).toContain("Record the dates");
  expect(markupFaults((await at("dates", id)).html)).toEqual([]);

  const wrong = await at("dates", id, seeing(aino), {
    intent: "set_dates",
    noticeGivenOn: "2026-11-02",
    noticeEndsOn: "",
    transitionEndsOn: "2027-03-31",
    transitionBasis: "technically_unfeasible",
    transitionReason: "",
    unfeasibleToldOn: "",
    retrievalEndsOn: "",
    retrievalReason: "",
  });
  expect(wrong.status).toBe(422);
  expect(textOf(wrong.html)).toContain("Give the reason in a few words");
  expect(wrong.html).toContain('value="2027-03-31"');
  expect(markupFaults(wrong.html)).toEqual([]);

  const done = await at("dates", id, seeing(aino), {
    intent: "set_dates",
    noticeGivenOn: "2026-11-02",
    transitionBasis: "thirty_days",
  });
  expect(done.location).toBe(`/exports/${id}/dates`);
  const page = await at("dates", id);
  const text = textOf(page.html);
  // 2 November and two months, 30 days, 30 days.
  for (const day of ["Sat 2 Jan 2027", "Mon 1 Feb 2027", "Wed 3 Mar 2027", "Thu 4 Mar 2027"])
    expect(text).toContain(day);
  expect(text).toContain("The customer is charged nothing");
  expect(text).toContain("until 2027-02-01: 30 days after the notice, or sooner · Data Act Article 25(2)(a)");
  expect(markupFaults(page.html)).toEqual([]);
  expect(textOf((await at("request", id)).html)).not.toContain("No dates are recorded yet");
});

test("the dates' page begins with until when the archive can be fetched", async () => {
  const { id } = await readyRequest(database, aino, seeing(otto));
  const lead = async () =>
    /The archive c[^.]*\.|Once it is handed over[^.]*\.|Until when[^.]*\./.exec(
      textOf((await at("dates", id)).html),
    )?.[0];
  expect(await lead()).toBe("Until when the archive can be fetched is not known: no dates are recorded.");
  const days = { noticeGivenOn: "2026-11-02", noticeEndsOn: "2026-11-02", transitionEndsOn: "2026-12-02" };
  await at("dates", id, seeing(aino), { intent: "set_dates", ...days, transitionBasis: "thirty_days" });
  // 30 days after the end of the transition.
  expect(await lead()).toBe("Once it is handed over, the archive can be fetched until 2027-01-01.");
  const { version } = await readRequest(database, id);
  await handOverExport(aino, { id, version, portalOrigin: "https://portal.example" });
  expect(await lead()).toBe("The archive can be fetched until 2027-01-01.");
  await database.sql`update console.export_request set state = 'expired' where id = ${id}`;
  expect(await lead()).toBe("The archive could be fetched until 2027-01-01.");
});

test("a refused request leads those who may ask to a new one for the same company", async () => {
  const { id, version } = await scopedRequest(database, aino);
  await refuseExport(seeing(otto), { id, version, reason: "The signatory has left the company." });
  const { companyId } = await readRequest(database, id);
  const page = await at("request", id);
  expect(textOf(page.html)).toContain("The signatory has left the company.");
  expect(page.html).toContain(`href="/exports/new?company=${companyId}"`);
  expect(markupFaults(page.html)).toEqual([]);
  expect((await at("request", id, auditor())).html).not.toContain("/exports/new?company");
});

test("who may only look finds no form, and what they post is refused", async () => {
  const { id } = await readyRequest(database, aino, seeing(otto));
  for (const page of ["dates", "erasure"] as const) {
    const { html, status } = await at(page, id, auditor());
    expect(status).toBe(200);
    expect(html).not.toMatch(/<form|<button/);
    expect((await at(page, id, auditor(), { intent: "set_dates" })).status).toBe(403);
  }
  expect((await at("dates", randomUUID())).status).toBe(404);
  expect((await at("erasure", "x")).status).toBe(404);
  expect((await at("dates", id, seeing(aino), { intent: "explode" })).status).toBe(422);
});

test("the erasure's page: a reason is needed, the proposer cannot approve, the other needs a fresh sign-in", async () => {
  const { id } = await readyRequest(database, aino, seeing(otto));
  await at("dates", id, seeing(aino), {
    intent: "set_dates",
    noticeGivenOn: "2026-11-02",
    noticeEndsOn: "2026-11-02",
    transitionEndsOn: "2026-11-02",
    transitionBasis: "thirty_days",
  });
  expect(textOf((await at("erasure", id)).html)).toContain(
    "An archive is erased once the time for fetching it is over.",
  );
  const { version } = await readRequest(database, id);
  await handOverExport(aino, { id, version, portalOrigin: "https://portal.example" });
  clock.advance(40 * 86_400);
  await endRetrievals(serviceCtxOf(database.db, { kind: "job", id: "test" }, { clock }));
  expect(textOf((await at("request", id)).html)).toContain("Nobody fetched it in time");

  const unsaid = await at("erasure", id, seeing(aino), { intent: "propose_erasure", reason: "no" });
  expect(unsaid.status).toBe(422);
  expect(textOf(unsaid.html)).toContain("Give the reason in a few words");
  await at("erasure", id, seeing(aino), { intent: "propose_erasure", reason: "The time is over" });
  expect(textOf((await at("erasure", id)).html)).toContain("The person who proposed the erasure cannot approve it");
  expect(textOf((await at("erasure", id, seeing(otto, 6))).html)).toContain("Sign in again to approve");
  const decide = await at("erasure", id, seeing(otto));
  expect(textOf(decide.html)).toContain("Approve: erase for good");
  expect(markupFaults(decide.html)).toEqual([]);
  const unticked = await at("erasure", id, seeing(otto), { intent: "approve_erasure", formToken: "form" });
  expect(unticked.status).toBe(422);
  expect(textOf(unticked.html)).toContain("tick that it may go for good. Nothing has been approved.");
  expect(markupFaults(unticked.html)).toEqual([]);
  await at("erasure", id, seeing(otto), { intent: "approve_erasure", formToken: "form", confirmed: "yes" });
  expect(textOf((await at("erasure", id)).html)).toContain("Approved; the worker erases it now");
});

test("a receipt names the file, its hash, who fetched it and how much went out", async () => {
  const { id, runId } = await readyRequest(database, aino, seeing(otto));
  const { version } = await readRequest(database, id);
  await handOverExport(aino, { id, version, portalOrigin: "https://portal.example" });
  const session = randomUUID();
  const download = randomUUID();
  const [link] = await database.sql`select id from console.export_link where run_id = ${runId}`;
  await database.sql`insert into console.portal_session (id, token_sha256, link_id) values (${session}, ${"a".repeat(64)}, ${link!.id})`;
  await database.sql`insert into console.export_archive_part (run_id, part, archive_key, file_name, bytes, sha512, sha256)
    values (${runId}, 1, ${`${runId}-1.zip`}, 'arkisto.zip', 1000, ${"ab".repeat(64)}, ${"cd".repeat(32)})
    on conflict (run_id, part) do update set file_name = excluded.file_name`;
  await database.sql`insert into console.export_download
      (id, run_id, link_id, portal_session_id, started_at, finished_at, range_start, range_end, bytes_sent, whole)
    values (${download}, ${runId}, ${link!.id}, ${session}, ${clock.now().toISOString()}, ${clock.now().toISOString()}, 0, 999, 1000, true)`;
  const receipt = await visit(
    "exports/receipt.tsx",
    "/exports/:id/receipts/:download",
    `/exports/${id}/receipts/${download}`,
    seeing(aino),
  );
  const text = textOf(receipt.html);
  expect(text).toContain("The whole file");
  expect(text).toContain("Maija Meikäläinen, with the link sent to maija@yritys.example");
  expect(text).not.toContain("40 123 4567");
  expect(text).toContain("arkisto.zip");
  expect(text).toContain("ab".repeat(64));
  expect(markupFaults(receipt.html)).toEqual([]);
  const request = await at("request", id);
  expect(textOf(request.html)).toContain("Downloads and receipts");
  expect(markupFaults(request.html)).toEqual([]);
  const other = await visit(
    "exports/receipt.tsx",
    "/exports/:id/receipts/:download",
    `/exports/${randomUUID()}/receipts/${download}`,
    seeing(aino),
  );
  expect(other.status).toBe(404);
});

test("a calendar address is made on the list of exports, shown once, and taken back", async () => {
  const list = (form?: Record<string, string>) => visit("exports/list.tsx", "/exports", "/exports", seeing(aino), form);
  const made = await list({ intent: "make_feed" });
  expect(made.html).toMatch(/https:\/\/huolto\.example\/exports\/calendar\/[\w-]{43}\.ics/);
  expect(markupFaults(made.html)).toEqual([]);
  const again = await list();
  expect(again.html).not.toContain("/exports/calendar/");
  expect(textOf(again.html)).toContain("Take the address back");
  expect((await list({ intent: "revoke_feed" })).location).toBe("/exports#calendar");
  expect(textOf((await list()).html)).not.toContain("Take the address back");
});
