import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { listOutbox } from "#app/domain/messages/list-outbox.server.ts";
import { queueMessage } from "#app/domain/messages/queue-message.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { makeCompany, officer, readRequest, requestOf } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const [veera, onni] = [
  await officer(database, "Veera", undefined, ["payroll_officer"]),
  await officer(database, "Onni", undefined, ["payroll_officer"]),
];
const vilma = await officer(database, "Vilma");
const payrollOf = (companyId: string) => ({ ...requestOf(companyId), part: "payroll" as const });
const forbidden = (permission: string) => ({ code: "forbidden", message: expect.stringContaining(`"${permission}"`) });

test("payroll is asked for, looked at and decided by those alone who may, whatever else they may do with the books", async () => {
  const company = await makeCompany(database);
  await expect(requestExport(vilma, payrollOf(company.id))).rejects.toMatchObject(forbidden("payroll_exports.prepare"));
  const { id } = await requestExport(veera, payrollOf(company.id));
  await expect(previewExport(vilma, { id })).rejects.toMatchObject(forbidden("payroll_exports.prepare"));
  const { scopeSha256, scope } = await previewExport(veera, { id });
  expect(scope.part).toBe("payroll");
  await expect(scopeExport(vilma, { id, version: 1, scopeSha256 })).rejects.toMatchObject(
    forbidden("payroll_exports.prepare"),
  );
  const scoped = await scopeExport(veera, { id, version: 1, scopeSha256 });
  const approval = { id, version: scoped.version, scopeSha256, formToken: "form" };
  await expect(approveExport(vilma, approval)).rejects.toMatchObject(forbidden("payroll_exports.approve"));
  const refusal = { id, version: scoped.version, reason: "Not asked for in writing" };
  await expect(refuseExport(vilma, refusal)).rejects.toMatchObject(forbidden("payroll_exports.approve"));
  await expect(cancelExport(vilma, refusal)).rejects.toMatchObject(forbidden("payroll_exports.prepare"));
  expect((await approveExport(onni, approval)).request.state).toBe("approved");
});

test("books and payroll of one company are asked for beside each other, each once", async () => {
  const company = await makeCompany(database);
  await requestExport(vilma, requestOf(company.id));
  await requestExport(veera, payrollOf(company.id));
  await expect(requestExport(veera, payrollOf(company.id))).rejects.toMatchObject({ code: "conflict" });
});

/** A payroll's request that Veera asked for and Onni approved. */
async function approvedPayroll() {
  const company = await makeCompany(database);
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner`insert into ledger.employees (company_id, number, name, employed_from)
              values (${company.id}, 'E-77', 'Essi Esimerkki', '2024-01-01')`;
  await owner`insert into ledger.working_time (company_id, employee_number, worked_on, kind, hours)
              values (${company.id}, 'E-77', '2025-03-03', 'regular', 7.5)`;
  await owner.end();
  const { id } = await requestExport(veera, payrollOf(company.id));
  const { scopeSha256 } = await previewExport(veera, { id });
  const { version } = await scopeExport(veera, { id, version: 1, scopeSha256 });
  const { runId, request } = await approveExport(onni, { id, version, scopeSha256, formToken: "form" });
  return { id, runId, company, version: request.version };
}

test("mail of a payroll archive, whose link opens it, is shown in the outbox to those alone who may do with payroll", async () => {
  const { id, runId, company } = await approvedPayroll();
  const { id: ofBooks } = await requestExport(veera, requestOf(company.id));
  const [link] = await database.sql`
    insert into console.export_link (run_id, token_sha256, created_by, expires_at)
    values (${runId}, ${"b".repeat(64)}, ${veera.actor.id}, now() + interval '1 day') returning id`;
  const mail = { channel: "email" as const, recipient: "maija@yritys.example", body: "https://portal.example/d#token" };
  await database.db.transaction(async (tx) => {
    const subjects = { link: link!.id as string, request: id, books: ofBooks };
    for (const [subject, subjectId] of Object.entries(subjects))
      await queueMessage(veera, tx, { ...mail, subject, purpose: "export_link", subjectId });
    const sms = { channel: "sms" as const, recipient: "+358401234567", body: "12345678" };
    await queueMessage(veera, tx, { ...sms, purpose: "export_code", subjectId: link!.id as string });
  });
  const seenBy = async (who: typeof vilma) => (await listOutbox(who)).map((entry) => entry.subject ?? "code").sort();
  expect(await seenBy(vilma)).toEqual(["books"]);
  expect(await seenBy(veera)).toEqual(["books", "code", "link", "request"]);
});

test("whoever lost the payroll after the page was opened approves no erasure of it", async () => {
  const { id, version } = await approvedPayroll();
  await database.sql`update console.export_request set state = 'expired' where id = ${id}`;
  const gone = await officer(database, "Gone", undefined, ["payroll_officer"]);
  await database.sql`delete from console.staff_role where staff_id = ${gone.actor.id} and role = 'payroll_officer'`;
  await expect(approveErasure(gone, { id, version, formToken: "form", confirmed: true })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("roles have changed"),
  });
});

test("after the erasure nothing tells which employees there were", async () => {
  const { id } = await approvedPayroll();
  const scope = async () => JSON.stringify((await readRequest(database, id)).scope);
  expect(await scope()).toContain("E-77");
  const { scopeSha256 } = await readRequest(database, id);
  await database.sql`update console.export_request set state = 'expired' where id = ${id}`;
  await database.sql`
    insert into console.export_erasure (request_id, proposed_by, reason, approved_by, approved_at)
    values (${id}, ${veera.actor.id}, 'The time is over', ${onni.actor.id}, now())`;
  const folder = await mkdtemp(path.join(os.tmpdir(), "erase-payroll-"));
  const stores = { archives: diskStorage(path.join(folder, "store")), stagingFolder: path.join(folder, "staging") };
  expect(await eraseArchives(serviceCtxOf(database.db, { kind: "job", id: "test" }), stores)).toEqual({ erased: 1 });
  expect(await scope()).not.toContain("E-77");
  expect(await readRequest(database, id)).toMatchObject({ state: "erased", scope: { records: [] }, scopeSha256 });
});
