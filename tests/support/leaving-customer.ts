import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import type { Role } from "#app/domain/access/permissions.ts";
import { archiveFileName } from "#app/domain/exports/archive-file-name.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { finishRun } from "#app/domain/exports/run/finish-run.server.ts";
import { startAttempt } from "#app/domain/exports/run/start-attempt.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "./contexts.ts";

let companies = 0;

/** A company with one closed financial year (2024), one balanced voucher of 100.00 and, if wanted, an attachment. */
export async function makeCompany(
  database: TestDatabase,
  { document, lines = 2 }: { document?: { sha256: string; bytes: number }; lines?: number } = {},
): Promise<{ id: string; name: string; businessId: string; yearId: string }> {
  companies += 1;
  const id = randomUUID();
  const yearId = randomUUID();
  const name = `Testiyritys ${companies} Oy`;
  const businessId = `900000${companies}-1`;
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`insert into ledger.companies (id, business_id, country, name) values (${id}, ${businessId}, 'FI', ${name})`;
    await sql`insert into ledger.financial_years (id, company_id, starts_on, ends_on, closed_on)
              values (${yearId}, ${id}, '2024-01-01', '2024-12-31', '2025-03-01')`;
    await sql`insert into ledger.accounts (company_id, financial_year_id, number, name, type)
              values (${id}, ${yearId}, '1910', 'Pankki', 'asset'), (${id}, ${yearId}, '3000', 'Myynti', 'income')`;
    await sql`insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date)
              select ${id}, ${yearId}, n, 'A', n::text, '2024-06-01' from generate_series(1, ${lines / 2}::int) n`;
    await sql`insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit)
              select ${id}, ${yearId}, n, line, case line when 1 then '1910' else '3000' end,
                     case line when 1 then 100 else 0 end, case line when 2 then 100 else 0 end
              from generate_series(1, ${lines / 2}::int) n, generate_series(1, 2) line`;
    if (document) {
      const [row] = await sql`
        insert into ledger.documents (company_id, financial_year_id, kind, file_name, media_type, byte_size, sha256)
        values (${id}, ${yearId}, 'voucher', 'lasku.pdf', 'application/pdf', ${document.bytes}, ${document.sha256})
        returning id`;
      await sql`insert into ledger.voucher_documents values (${id}, ${yearId}, 1, ${row!.id})`;
    }
  } finally {
    await sql.end();
  }
  return { id, name, businessId, yearId };
}

/** An export officer, as a context, with whatever roles they hold beside that one. */
export async function officer(database: TestDatabase, name: string, clock?: Clock, more: readonly Role[] = []) {
  const [row] = await database.db
    .insert(staff)
    .values({ displayName: name, email: `${randomUUID()}@huolto.example` })
    .returning();
  const roles: Role[] = ["export_officer", ...more];
  for (const role of roles) await database.db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  const now = clock?.now() ?? new Date();
  return ctxOf(database.db, staffActor(row!.id, roles, { authTime: now, formToken: "form" }), clock);
}
export type Officer = Awaited<ReturnType<typeof officer>>;

export const jobCtx = (database: TestDatabase, clock?: Clock) => ctxOf(database.db, { kind: "job", id: "test" }, clock);

export const requestOf = (companyId: string) => ({
  companyId,
  requesterName: "Maija Meikäläinen",
  requesterAuthority: "managing_director" as const,
  contractEndsOn: "2026-12-31",
  recipientName: "Maija Meikäläinen",
  recipientEmail: "maija@yritys.example",
  recipientPhone: "040 123 4567",
  language: "fi" as const,
  asOf: "2026-11-22",
  years: "",
});

/** A request up to its recorded scope. */
export async function scopedRequest(database: TestDatabase, by: Officer, company?: { id: string }) {
  const { id } = await requestExport(by, requestOf((company ?? (await makeCompany(database))).id));
  const preview = await previewExport(by, { id });
  const request = await scopeExport(by, { id, version: 1, scopeSha256: preview.scopeSha256 });
  return { id, version: request.version, scopeSha256: preview.scopeSha256 };
}

export async function approvedRequest(
  database: TestDatabase,
  by: Officer,
  approver: Officer,
  company?: { id: string },
) {
  const scoped = await scopedRequest(database, by, company);
  const { request, runId } = await approveExport(approver, { ...scoped, formToken: "form" });
  return { id: scoped.id, version: request.version, runId };
}

/** A request whose archive is said to be ready, without making one: for everything that comes after. */
export async function readyRequest(database: TestDatabase, by: Officer, approver: Officer, ...sizes: number[]) {
  const { id, runId } = await approvedRequest(database, by, approver);
  const ctx = jobCtx(database, by.clock);
  const attempt = await startAttempt(ctx, { runId });
  const none = { state: "not_configured" } as const;
  const all = sizes.length === 0 ? [1000] : sizes;
  const { businessId, number } = attempt!.request;
  await finishRun(ctx, attempt!, {
    parts: all.map((bytes, i) => ({
      part: i + 1,
      key: i === 0 ? `${runId}-1.zip` : `${runId}-1-part-${i + 1}.zip`,
      fileName: archiveFileName({ businessId, number, of: "books" }, i + 1, all.length),
      bytes,
      sha512: i === 0 ? "ab".repeat(64) : `${i}`.repeat(128),
      sha256: i === 0 ? "cd".repeat(32) : `${i}`.repeat(64),
      seals: { certificate: none, timeStamp: none },
    })),
    manifest: "",
    signature: Buffer.alloc(64),
    controlTotals: {},
  });
  const request = await readRequest(database, id);
  return { id, runId, version: request.version };
}

export async function readRequest(database: TestDatabase, id: string) {
  const [row] = await database.db.select().from(exportRequest).where(eq(exportRequest.id, id));
  return row!;
}

export async function auditOf(database: TestDatabase, requestId: string) {
  const rows = await database.sql`
    select action, outcome, actor_kind, details from audit.event
    where target_kind = 'export_request' and target_id = ${requestId} order by seq`;
  return rows.map((row) => ({
    action: row.action as string,
    outcome: row.outcome as string,
    actor: row.actor_kind as string,
    details: row.details as Record<string, unknown>,
  }));
}
