import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { type ExportDeps, performRun } from "#app/jobs/export/perform-run.ts";
import { statutoryArchive } from "#app/jobs/export/statutory-archive.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf } from "#tests/support/contexts.ts";
import { approvedRequest, makeCompany, officer, readRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const worker = openDb(database.workerUrl, { max: 5 });
const folder = await mkdtemp(path.join(tmpdir(), "huolto-real-"));
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});
const ctx = ctxOf(worker.db, { kind: "job", id: "export-run" });
const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");
const signal = new AbortController().signal;
const signingKey = ensureSigningKey(path.join(folder, "key.pem"));
const deps: ExportDeps = {
  slotUrls: database.slotUrls,
  documents: diskStorage(path.join(folder, "documents")),
  archives: diskStorage(path.join(folder, "archives")),
  stagingFolder: path.join(folder, "archives", "tmp"),
  signingKey,
  maker: statutoryArchive(signingKey),
};
const pdf = Buffer.from("%PDF-1.7 an invoice");
const sha256 = createHash("sha256").update(pdf).digest("hex");

test("the job makes the real archive, which verifies; a document that is not in the store fails it in words, until it is there", async () => {
  const company = await makeCompany(database, { document: { sha256, bytes: pdf.length }, lines: 20 });
  const { id, runId } = await approvedRequest(database, asker, approver, company);
  await performRun(ctx, deps, { runId, signal });
  const [failed] =
    await database.sql`select state, error_code, error_message from console.export_run where id = ${runId}`;
  expect(failed).toMatchObject({ state: "failed", error_code: "document_missing" });
  expect(failed!.error_message).toContain(sha256.slice(0, 8));

  const file = path.join(folder, "invoice");
  await writeFile(file, pdf);
  await deps.documents.publish(file, sha256);
  const again = await rerunExport(asker, { id, version: (await readRequest(database, id)).version });
  await performRun(ctx, deps, { runId: again.runId, signal });
  const [run] = await database.sql`
    select state, archive_key, archive_bytes::int as bytes, archive_sha512 from console.export_run where id = ${again.runId}`;
  expect(run).toMatchObject({ state: "ready" });
  const bytes = Buffer.concat(await (await deps.archives.read(run!.archive_key)).toArray());
  expect(bytes.length).toBe(run!.bytes);
  expect(createHash("sha512").update(bytes).digest("hex")).toBe(run!.archive_sha512);
  const copy = path.join(folder, "archive.zip");
  await writeFile(copy, bytes);
  const result = await verifyArchive(copy);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  // Ten vouchers of 100.00 on each side.
  expect(result.archive.controlTotals).toMatchObject({
    years: [{ startsOn: "2024-01-01", vouchers: 10, lines: 20, debit: "1000.00", credit: "1000.00" }],
  });
});
