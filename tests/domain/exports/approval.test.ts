import { expect, test } from "vitest";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, testClock } from "#tests/support/contexts.ts";
import {
  auditOf,
  makeCompany,
  officer,
  readRequest,
  requestOf,
  scopedRequest,
} from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const asker = await officer(database, "Aino Asker");
const scoper = await officer(database, "Sami Scoper");
const approver = await officer(database, "Otto Approver");

const runsOf = async (id: string) => await database.sql`select state from console.export_run where request_id = ${id}`;
const jobsOf = async (runId: string) =>
  await database.sql`select state from pgboss.job where name = 'export-run' and data->>'runId' = ${runId}`;

test("an approval by another person writes the run, its job and the audit row together", async () => {
  const scoped = await scopedRequest(database, asker);
  const { runId } = await approveExport(approver, { ...scoped, formToken: "form" });
  expect((await readRequest(database, scoped.id)).state).toBe("approved");
  expect(await runsOf(scoped.id)).toEqual([{ state: "queued" }]);
  expect(await jobsOf(runId)).toEqual([{ state: "created" }]);
  expect(await auditOf(database, scoped.id)).toMatchObject([
    { action: "export_request.request", outcome: "done" },
    { action: "export_request.scope", outcome: "done" },
    { action: "export_request.approve", outcome: "done", details: { scopeSha256: scoped.scopeSha256, runId } },
  ]);
});

test("neither the one who asked nor the one who recorded the scope can approve, and the attempt is on record", async () => {
  const { id } = await requestExport(asker, requestOf((await makeCompany(database)).id));
  const { scopeSha256 } = await previewExport(scoper, { id });
  const { version } = await scopeExport(scoper, { id, version: 1, scopeSha256 });
  for (const person of [asker, scoper])
    await expect(approveExport(person, { id, version, scopeSha256, formToken: "form" })).rejects.toMatchObject({
      code: "same_person",
    });
  expect(await runsOf(id)).toEqual([]);
  expect((await auditOf(database, id)).filter((row) => row.outcome === "refused")).toMatchObject([
    { action: "export_request.approve", details: { code: "same_person" } },
    { action: "export_request.approve", details: { code: "same_person" } },
  ]);
});

test("a role taken away while the approval was on its way does not approve", async () => {
  const scoped = await scopedRequest(database, asker);
  const leaving = await officer(database, "Lea Leaving");
  await database.sql`delete from console.staff_role where staff_id = ${leaving.actor.id}`;
  await expect(approveExport(leaving, { ...scoped, formToken: "form" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await readRequest(database, scoped.id)).state).toBe("scoped");
  expect((await auditOf(database, scoped.id)).at(-1)).toMatchObject({
    action: "export_request.approve",
    outcome: "refused",
    details: { code: "forbidden" },
  });
});

test("a form that names no request, or no version, is told so and leaves no failure of ours", async () => {
  const scoped = await scopedRequest(database, asker);
  for (const bad of [{ id: "1' or true" }, { version: Number("x") }, { version: 1.5 }, { version: 2 ** 31 }])
    await expect(approveExport(approver, { ...scoped, formToken: "form", ...bad })).rejects.toMatchObject({
      code: "not_found",
    });
});

test("the database refuses the same person even when no verb stands before it", async () => {
  const { id } = await scopedRequest(database, asker);
  await expect(
    database.sql`update console.export_request set state = 'approved', approved_by = requested_by where id = ${id}`,
  ).rejects.toThrow(/another_person_approves/);
});

test("the database keeps what was approved, and makes no run of anything else", async () => {
  const { sql } = database;
  const scoped = await scopedRequest(database, asker);
  const run = (id: string) =>
    sql`insert into console.export_run (request_id, idempotency_key) values (${id}, ${id.replaceAll("-", "").padEnd(64, "0")})`;
  await expect(run(scoped.id)).rejects.toThrow(/needs an approved request/);
  for (const change of [
    sql`update console.export_request set state = 'approved' where id = ${scoped.id}`,
    sql`update console.export_request set requested_by = ${approver.actor.id} where id = ${scoped.id}`,
    sql`update console.export_request set company_id = gen_random_uuid() where id = ${scoped.id}`,
    sql`update console.export_request set scoped_by = null, approved_by = ${approver.actor.id}, approved_at = now(), state = 'approved' where id = ${scoped.id}`,
  ])
    await expect(change).rejects.toMatchObject({ code: "23514" });

  const { runId } = await approveExport(approver, { ...scoped, formToken: "form" });
  for (const change of [
    sql`update console.export_request set recipient_phone = '+358409999999' where id = ${scoped.id}`,
    sql`update console.export_request set recipient_email = 'else@where.example' where id = ${scoped.id}`,
    sql`update console.export_request set scope = '{}' where id = ${scoped.id}`,
    sql`update console.export_request set years = '{1999}' where id = ${scoped.id}`,
    sql`update console.export_request set approved_by = ${scoper.actor.id} where id = ${scoped.id}`,
    sql`update console.export_request set approved_by = null, approved_at = null, state = 'scoped' where id = ${scoped.id}`,
    sql`update console.export_request set state = 'scoped' where id = ${scoped.id}`,
    sql`update console.export_run set request_id = gen_random_uuid() where id = ${runId}`,
  ])
    await expect(change).rejects.toMatchObject({ code: "23514" });
  expect(await readRequest(database, scoped.id)).toMatchObject({ state: "approved", recipientPhone: "+358401234567" });
});

test("two approvers at once: one run, and the other is told", async () => {
  const scoped = await scopedRequest(database, asker);
  const second = await officer(database, "Tiina Second");
  const input = { ...scoped, formToken: "form" };
  const results = await Promise.allSettled([
    approveExport(approver, input),
    approveExport(second, input),
    approveExport(approver, input),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  expect(await runsOf(scoped.id)).toHaveLength(1);
});

test("what is approved is what was shown: another scope, version or session is refused", async () => {
  const scoped = await scopedRequest(database, asker);
  const good = { ...scoped, formToken: "form" };
  await expect(approveExport(approver, { ...good, scopeSha256: "0".repeat(64) })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(approveExport(approver, { ...good, version: good.version - 1 })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(approveExport(approver, { ...good, formToken: "other" })).rejects.toMatchObject({ code: "forbidden" });
  // Somebody changed the stored scope behind the hash.
  await database.sql`update console.export_request set scope = jsonb_set(scope, '{asOf}', '"2020-01-01"') where id = ${scoped.id}`;
  await expect(approveExport(approver, good)).rejects.toMatchObject({ code: "conflict" });
  expect((await readRequest(database, scoped.id)).state).toBe("scoped");
});

test("a sign-in older than five minutes does not approve", async () => {
  const clock = testClock();
  const late = await officer(database, "Lauri Late", clock);
  const scoped = await scopedRequest(database, asker);
  clock.advance(301);
  await expect(approveExport(late, { ...scoped, formToken: "form" })).rejects.toMatchObject({
    code: "fresh_sign_in_needed",
  });
  const fresh = ctxOf(database.db, { ...late.actor, authTime: clock.now() }, clock);
  await approveExport(fresh, { ...scoped, formToken: "form" });
  expect((await readRequest(database, scoped.id)).state).toBe("approved");
});

test("a company has one open request: of two officers at once, one is told the other's number", async () => {
  const company = await makeCompany(database);
  const results = await Promise.allSettled([
    requestExport(asker, requestOf(company.id)),
    requestExport(scoper, requestOf(company.id)),
  ]);
  const made = results.find((result) => result.status === "fulfilled")!.value;
  const refused = results.find((result) => result.status === "rejected")!.reason;
  expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining(`request ${made.number},`) });
});

test("a scope is recorded only as it was shown", async () => {
  const company = await makeCompany(database);
  const { id } = await requestExport(asker, requestOf(company.id));
  const { scopeSha256, scope, missing } = await previewExport(asker, { id });
  // KPL 2:10: vouchers six years from the end of the calendar year, ledgers ten from the end of the financial year.
  const year = scope.years[0]!;
  expect(year.materials.find((material) => material.material === "vouchers")).toMatchObject({
    included: true,
    retainUntil: "2030-12-31",
  });
  expect(year.materials.find((material) => material.material === "journal")!.retainUntil).toBe("2034-12-31");
  expect(missing.map((item) => item.code).sort()).toEqual(["no_financial_statements", "no_voucher_documents"]);
  await expect(scopeExport(asker, { id, version: 1, scopeSha256: "f".repeat(64) })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await readRequest(database, id)).toMatchObject({ state: "requested", version: 1, scope: null });
  await scopeExport(asker, { id, version: 1, scopeSha256 });
});

test.each([
  ["recipientPhone", "+358 9 123", "mobile number"],
  ["recipientPhone", "09 123 4567", "text message"],
  ["recipientEmail", "maija(at)yritys.example", "e-mail"],
  ["recipientEmail", "maija@yritys.example\r\nBcc: x@y.example", "e-mail"],
  ["contractEndsOn", "2026-02-30", "day that exists"],
  ["years", "2024, twenty", "years as numbers"],
  ["requesterName", "Maija\nMeikäläinen", "control characters"],
  ["requesterName", "  ", "name"],
])("%s = %j is refused with the field and what to do", async (field, value, words) => {
  const company = await makeCompany(database);
  const input = { ...requestOf(company.id), [field]: value } as ReturnType<typeof requestOf>;
  await expect(requestExport(asker, input)).rejects.toMatchObject({
    code: "invalid",
    field,
    message: expect.stringMatching(new RegExp(words, "i")),
  });
});

test("the phone is kept in E.164, read by the company's country", async () => {
  const { id } = await requestExport(asker, requestOf((await makeCompany(database)).id));
  expect((await readRequest(database, id)).recipientPhone).toBe("+358401234567");
});
