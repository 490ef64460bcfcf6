import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { archiveDoor } from "#app/domain/exports/portal/archive-door.server.ts";
import { beginDownload } from "#app/domain/exports/portal/begin-download.server.ts";
import { finishDownload } from "#app/domain/exports/portal/finish-download.server.ts";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { checkCode } from "#app/domain/portal-access/check-code.server.ts";
import { openLink } from "#app/domain/portal-access/open-link.server.ts";
import { sendCode } from "#app/domain/portal-access/send-code.server.ts";
import { performRun } from "#app/jobs/export/perform-run.ts";
import { statutoryArchive } from "#app/jobs/export/statutory-archive.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { bookedYear, pay } from "#tests/exporters/payroll/small-payroll.ts";
import { book, type Stored } from "#tests/exporters/small-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf, testClock } from "#tests/support/contexts.ts";
import { officer, readRequest, requestOf } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const clock = testClock();
const worker = openDb(database.workerUrl, { max: 5 });
const folder = await mkdtemp(path.join(tmpdir(), "huolto-payroll-parts-"));
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});
const veera = await officer(database, "Veera", clock, ["payroll_officer"]);
const onni = await officer(database, "Onni", clock, ["payroll_officer"]);
const documents = diskStorage(path.join(folder, "documents"));
const archives = diskStorage(path.join(folder, "archives"));
const portalOrigin = "https://portal.example";

/** Two employees with 40,000 bytes of payslips each, and a year of which a marked voucher's file is all that is left. */
async function makePayroll(): Promise<string> {
  const store: Stored = new Map();
  const old = bookedYear(2012);
  old.vouchers![0]!.marks = [{ basis: "eu_aid", starts_on: "2023-05-31" }];
  const company = await book(database.ownerUrl, { years: [old, bookedYear(2025)] }, store);
  const slip = (employee: string) => ({
    employee,
    paidOn: "2025-03-25",
    gross: "3000.00",
    tax: "600.00",
    net: "2400.00",
    file: { kind: "payslip", name: "laskelma.pdf", bytes: Buffer.alloc(40_000, employee) },
  });
  await pay(
    database.ownerUrl,
    company,
    ["1", "2"].map((number) => ({ number, name: `Palkansaaja ${number}` })),
    [
      { endsOn: "2012-12-31", files: [{ kind: "voucher", name: "tunnit.pdf", bytes: "tunnit", vouchers: [1] }] },
      { endsOn: "2025-12-31", slips: [slip("1"), slip("2")] },
    ],
    store,
  );
  for (const [sha256, bytes] of store) {
    const file = path.join(folder, sha256);
    await writeFile(file, bytes);
    await documents.publish(file, sha256);
  }
  return company;
}

/** From the mailed link to the customer's session. */
async function customer() {
  const at = {
    door: archiveDoor,
    clientIp: "203.0.113.7",
    secret: "a secret of the web processes, 32+ characters",
    portalOrigin,
  };
  const visitor = ctxOf(database.db, anonymous, clock);
  const [mail] =
    await database.sql`select body from console.message where channel = 'email' order by created_at desc limit 1`;
  const { presession } = await openLink(visitor, { ...at, token: /\/d#([\w-]{43})\s/.exec(mail!.body)![1]! });
  clock.advance(1);
  await sendCode(visitor, { ...at, presession });
  const [sms] =
    await database.sql`select body from console.message where channel = 'sms' order by created_at desc limit 1`;
  const checked = await checkCode(visitor, { ...at, presession, code: /#(\d{8})$/.exec(sms!.body)![1]! });
  if (!checked.ok) throw new Error("the right code was refused");
  const actor = await resolvePortalSession({ db: database.db, clock }, checked.sessionToken);
  return ctxOf(database.db, actor!, clock);
}

test("a large payroll's parts are made by the worker, fetched one by one by the customer, and whole together", async () => {
  const company = await makePayroll();
  const { id } = await requestExport(veera, { ...requestOf(company), part: "payroll" });
  const { scopeSha256 } = await previewExport(veera, { id });
  const scoped = await scopeExport(veera, { id, version: 1, scopeSha256 });
  const approved = await approveExport(onni, { id, version: scoped.version, scopeSha256, formToken: "form" });
  const signingKey = ensureSigningKey(path.join(folder, "key.pem"));
  await performRun(
    ctxOf(worker.db, { kind: "job", id: "export-run" }, clock),
    {
      slotUrls: database.slotUrls,
      documents,
      archives,
      stagingFolder: path.join(folder, "archives", "tmp"),
      signingKey,
      maker: statutoryArchive(signingKey, { partBytes: 50_000 }),
    },
    { runId: approved.runId, signal: new AbortController().signal },
  );
  const { state, version } = await readRequest(database, id);
  expect(state).toBe("ready");
  await handOverExport(veera, { id, version, portalOrigin });

  const portal = await customer();
  const archive = await readPortalArchive(portal);
  expect(archive).toMatchObject({ of: "payroll", requestId: id });
  // The tables, the marked voucher's file beside the first payslip, the second one.
  expect(archive.parts).toHaveLength(3);
  expect(archive.years).toMatchObject([
    { startsOn: "2012-01-01", materials: ["payroll_documents"], retainUntil: "2028-12-31" },
    { startsOn: "2025-01-01", retainUntil: "2035-12-31" },
  ]);
  const files: string[] = [];
  for (const { part, fileName, archiveKey, bytes, sha512 } of archive.parts) {
    expect((await readRequest(database, id)).state).toBe("handed_over");
    const { downloadId } = await beginDownload(portal, { part, start: 0, end: bytes - 1 });
    const content = Buffer.concat(await (await archives.read(archiveKey)).toArray());
    await finishDownload(portal, { downloadId, bytesSent: content.length });
    expect(createHash("sha512").update(content).digest("hex")).toBe(sha512);
    files.push(path.join(folder, fileName));
    await writeFile(files.at(-1)!, content);
  }
  expect(new Set(files).size).toBe(3);
  expect((await readRequest(database, id)).state).toBe("downloaded");

  await writeFile(path.join(folder, "SHA512SUMS"), archive.checksums);
  execFileSync("sha512sum", ["--check", "--strict", "--quiet", "SHA512SUMS"], { cwd: folder });
  const verify = (given: readonly string[]) =>
    execFileSync(process.execPath, ["exporters/cli.ts", "verify", ...given], { encoding: "utf8", stdio: "pipe" });
  expect(verify(files).match(/is whole and unchanged/g)).toHaveLength(3);
  // Without one of them the customer is told.
  expect(() => verify(files.slice(0, 2))).toThrow(/Part 3 of 3/);
}, 300_000);
