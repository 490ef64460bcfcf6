import { expect, test } from "vitest";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { makeCompany, officer, requestOf } from "#tests/support/leaving-customer.ts";

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
