import { expect, test } from "vitest";
import { addAdjustment } from "#app/domain/exports/add-adjustment.server.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { removeAdjustment } from "#app/domain/exports/remove-adjustment.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  approvedRequest,
  auditOf,
  makeCompany,
  officer,
  readRequest,
  requestOf,
  scopedRequest,
} from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");

const leaveOut = {
  kind: "leave_out",
  material: "correspondence",
  yearEndsOn: "2024-12-31",
  until: "",
  reason: "Kept at the customer's own archive",
};
const keepUntil = {
  ...leaveOut,
  kind: "keep_until",
  material: "vouchers",
  until: "2036-06-30",
  reason: "A court case",
};
const made = async () => {
  const { id } = await requestExport(asker, requestOf((await makeCompany(database)).id));
  return id;
};

test("what is left out or kept longer is in the scope, with the reason and who answers for it", async () => {
  const id = await made();
  await addAdjustment(asker, { id, version: 1, ...leaveOut });
  await addAdjustment(asker, { id, version: 2, ...keepUntil });
  const { scope, adjustments, scopeSha256 } = await previewExport(approver, { id });
  const of = (material: string) => scope.years[0]!.materials.find((m) => m.material === material);
  expect(of("correspondence")).toMatchObject({ included: false, reason: { code: "left_out_by_officer" } });
  expect(of("vouchers")).toMatchObject({ included: true, retainUntil: "2036-06-30" });
  expect(adjustments).toMatchObject([
    { kind: "leave_out", material: "Correspondence", reason: leaveOut.reason, by: "Aino Asker", until: null },
    { kind: "keep_until", material: "Vouchers", until: "2036-06-30", by: "Aino Asker" },
  ]);
  const scoped = await scopeExport(asker, { id, version: 3, scopeSha256 });
  await approveExport(approver, { id, version: scoped.version, scopeSha256, formToken: "form" });
  expect((await previewExport(approver, { id })).scope.adjustments).toHaveLength(2);
});

test("the trail says what was decided, and never the reason's words", async () => {
  const id = await made();
  await addAdjustment(asker, { id, version: 1, ...leaveOut });
  await removeAdjustment(asker, { id, version: 2, index: 0 });
  const told = { kind: "leave_out", material: "correspondence", yearEndsOn: "2024-12-31", until: null };
  const rows = (await auditOf(database, id)).filter((row) => row.action === "export_request.adjust");
  expect(rows).toMatchObject([
    { outcome: "done", details: { added: told } },
    { outcome: "done", details: { removed: told } },
  ]);
  expect(JSON.stringify(rows)).not.toContain("own archive");
  expect((await readRequest(database, id)).adjustments).toEqual([]);
});

test("an adjustment takes a recorded scope back, so that nobody approves what is no longer wanted", async () => {
  const scoped = await scopedRequest(database, asker);
  await addAdjustment(asker, { ...scoped, ...leaveOut });
  expect(await readRequest(database, scoped.id)).toMatchObject({ state: "requested", scope: null, scopedBy: null });
  await expect(
    approveExport(approver, { ...scoped, version: scoped.version + 1, formToken: "form" }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test.each([
  ["a material that no law names", { material: "internal_notes" }, "material"],
  ["a material of the payroll", { material: "payslips" }, undefined],
  ["no reason", { reason: "  " }, "reason"],
  ["a year that is not there", { yearEndsOn: "2020-12-31" }, undefined],
  ["no day to keep it until", { kind: "keep_until" }, "until"],
  ["a day before the law's", { kind: "keep_until", until: "2026-11-21" }, "until"],
  ["a day that the law keeps it to anyway", { kind: "keep_until", until: "2030-12-31" }, "material"],
  ["more than thirty years", { kind: "keep_until", until: "2056-11-23" }, "until"],
  ["a decision that is none", { kind: "add" }, "kind"],
])("%s is refused and nothing is written", async (_what, typed, field) => {
  const id = await made();
  await expect(addAdjustment(asker, { id, version: 1, ...leaveOut, ...typed })).rejects.toMatchObject({
    code: "invalid",
    field,
  });
  expect(await readRequest(database, id)).toMatchObject({ version: 1, adjustments: [] });
});

test("the same decision twice, or from two people at once, is told", async () => {
  const id = await made();
  await addAdjustment(asker, { id, version: 1, ...leaveOut });
  await expect(addAdjustment(asker, { id, version: 2, ...leaveOut })).rejects.toMatchObject({ code: "invalid" });
  await expect(addAdjustment(approver, { id, version: 1, ...keepUntil })).rejects.toMatchObject({ code: "conflict" });
  await expect(removeAdjustment(asker, { id, version: 2, index: 5 })).rejects.toMatchObject({ code: "not_found" });
});

test("an approved scope cannot be adjusted", async () => {
  const { id } = await approvedRequest(database, asker, approver);
  const { version } = await readRequest(database, id);
  await expect(addAdjustment(asker, { id, version, ...leaveOut })).rejects.toMatchObject({ code: "conflict" });
});
