import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { listExports } from "#app/domain/exports/list-exports.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { readReceipt } from "#app/domain/exports/read-receipt.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { readProgress } from "#app/domain/exports/run/read-progress.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { makeCompany, officer, requestOf } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const [veera, onni] = [
  await officer(database, "Veera", undefined, ["payroll_officer"]),
  await officer(database, "Onni", undefined, ["payroll_officer"]),
];
const vilma = await officer(database, "Vilma");

/** Payroll of a new company, approved, with a run that waits. */
async function approvedPayroll() {
  const company = await makeCompany(database);
  const { id } = await requestExport(veera, { ...requestOf(company.id), part: "payroll" });
  const { scopeSha256 } = await previewExport(veera, { id });
  const { version } = await scopeExport(veera, { id, version: 1, scopeSha256 });
  const { runId } = await approveExport(onni, { id, version, scopeSha256, formToken: "form" });
  return { company, id, runId };
}

test("of a payroll request others know that it is there, its state and dates, and nothing that its archive is made of", async () => {
  const { company, id } = await approvedPayroll();
  const known = await readExport(veera, { id });
  expect(known).toMatchObject({ contentHidden: false, request: { scope: { part: "payroll" } } });
  expect(known.runs).toHaveLength(1);
  expect(await readExport(vilma, { id })).toMatchObject({
    contentHidden: true,
    request: { number: known.request.number, companyName: company.name, state: "approved", scope: null },
    runs: [],
    links: [],
    downloads: [],
  });
  const [run] = known.runs;
  await database.sql`update console.export_run set state = 'failed', rows_done = 40, bytes_done = 900,
    error_code = 'source_invalid', error_message = 'Employee 17 has no payslip' where id = ${run!.id}`;
  expect(await readProgress(veera, { id })).toMatchObject({
    rowsDone: 40,
    error: { message: "Employee 17 has no payslip" },
  });
  const hidden = await readProgress(vilma, { id });
  expect(hidden).toMatchObject({ rowsDone: 0, bytesDone: 0, error: { code: "source_invalid" } });
  expect(JSON.stringify(hidden)).not.toContain("17");

  const { exports } = await listExports(serviceCtxOf(database.db, vilma.actor), { query: company.businessId });
  expect(exports).toMatchObject([{ part: "payroll", state: "approved", next: null, datesMissing: true }]);
});

test("the receipt and the certificate of a payroll request are for those alone who may handle it", async () => {
  const { id, runId } = await approvedPayroll();
  const linkId = randomUUID();
  const downloadId = randomUUID();
  await database.sql`insert into console.export_link (id, run_id, token_sha256, created_by, created_at, expires_at)
    values (${linkId}, ${runId}, ${"a".repeat(64)}, ${veera.actor.id}, now(), now() + interval '14 days')`;
  const sessionId = randomUUID();
  await database.sql`insert into console.portal_session (id, token_sha256, link_id)
    values (${sessionId}, ${"b".repeat(64)}, ${linkId})`;
  await database.sql`insert into console.export_download (id, run_id, link_id, portal_session_id, part, started_at, range_start, range_end, bytes_sent, whole)
    values (${downloadId}, ${runId}, ${linkId}, ${sessionId}, 1, now(), 0, 9, 10, true)`;
  expect(await readReceipt(veera, { id, download: downloadId })).toMatchObject({ bytesSent: 10 });
  await expect(readReceipt(vilma, { id, download: downloadId })).rejects.toMatchObject({ code: "forbidden" });
  expect((await readLife(serviceCtxOf(database.db, veera.actor), { id })).downloads).toHaveLength(1);
  expect((await readLife(serviceCtxOf(database.db, vilma.actor), { id })).downloads).toEqual([]);
});
