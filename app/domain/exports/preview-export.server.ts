import { eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { readScope } from "#exporters/law/read-scope.ts";
import { type Scope, scopeSha256 } from "#exporters/law/scope.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { readAdjustments, type ShownAdjustment } from "./adjustments.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { decideRequestScope } from "./decide-request-scope.server.ts";
import { requirePart } from "./payroll-part.ts";
import { materialLabel } from "./material-labels.ts";
import { type MissingItem, missingItems, type SurveyRow } from "./missing-items.ts";

export type ExportPreview = {
  request: ExportRequest;
  scope: Scope;
  scopeSha256: string;
  /** True when this is the recorded scope; false when the law has just been asked. */
  recorded: boolean;
  /** A scope is recorded, but the ledger's years have changed since: this is the new one, and it should be recorded. */
  outdated: boolean;
  survey: SurveyRow[];
  missing: MissingItem[];
  /** What officers decided beside the law, as it stands with the request. */
  adjustments: ShownAdjustment[];
};

/**
 * What an archive would hold: the scope with its reasons, the counts of the ledger now, and what is missing.
 * @throws DomainError `not_found`; `invalid` when the law gives no scope
 */
export async function previewExport(ctx: Ctx, input: { id: string }): Promise<ExportPreview> {
  const staff = requirePermission(ctx, "exports.view");
  const [request] = await staff.db.select().from(exportRequest).where(eq(exportRequest.id, input.id));
  if (!request) throw new DomainError("not_found", "There is no such export request.");
  requirePart(staff, request);
  const recorded = request.scope !== null && request.scopeSha256 !== null;
  // What is approved, or was ended, stays as it was recorded, with the hash that it was recorded with.
  const settled = recorded && request.state !== "scoped";
  const scope = settled ? readScope(request.scope) : await decideRequestScope(staff.db, request);
  const hash = settled ? request.scopeSha256! : scopeSha256(scope);
  const outdated = recorded && hash !== request.scopeSha256;
  const rows = await staff.db.execute(
    sql`select financial_year_id, material, records::int as records, debit::text as debit, credit::text as credit
        from ledger.survey(${request.companyId})`,
  );
  const survey = rows.map((row) => ({
    financialYearId: row.financial_year_id as string | null,
    material: row.material as string,
    records: row.records as number,
    debit: row.debit as string | null,
    credit: row.credit as string | null,
  }));
  return {
    request,
    scope,
    scopeSha256: hash,
    recorded: recorded && !outdated,
    outdated,
    survey,
    missing: missingItems(scope, survey, scope.part === "payroll" ? await undated(staff.db, request) : 0),
    adjustments: await shownAdjustments(staff.db, request),
  };
}

/** How many documents of hours or holidays name no employee or no year, so that nobody can say when their periods end. */
async function undated(db: DbOrTx, request: ExportRequest): Promise<number> {
  const [row] = await db.execute<{ documents: number }>(sql`
    select coalesce(sum(records), 0)::int as documents from ledger.scope_facts(${request.companyId})
    where fact like 'documents:%' and (employee_number is null or record_year is null)`);
  return row!.documents;
}

async function shownAdjustments(db: DbOrTx, request: ExportRequest): Promise<ShownAdjustment[]> {
  const adjustments = readAdjustments(request.adjustments);
  if (adjustments.length === 0) return [];
  const ids = [...new Set(adjustments.map((adjustment) => adjustment.by))];
  const people = await db
    .select({ id: staffTable.id, name: staffTable.displayName })
    .from(staffTable)
    .where(inArray(staffTable.id, ids));
  return adjustments.map((adjustment) => ({
    ...adjustment,
    material: materialLabel(adjustment.material),
    by: people.find((person) => person.id === adjustment.by)?.name ?? "a former member of staff",
  }));
}
