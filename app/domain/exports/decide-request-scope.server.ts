import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ledgerFinancialYear } from "#db/schema/ledger.ts";
import { ArchiveError } from "#exporters/errors.ts";
import { decideScope, type Scope } from "#exporters/law/scope.ts";
import { type FactRow, scopeFacts } from "#exporters/law/scope-facts.ts";
import type { Adjustment } from "#exporters/law/scope-input.ts";
import { DomainError } from "../errors.ts";
import type { ExportRequest } from "./change-state.server.ts";

/**
 * What the law says today about what the ledger has for the request's company, with the request's adjustments.
 * @throws DomainError `invalid` when the country has no law pack, or a wanted year is not in the ledger
 */
export async function decideRequestScope(tx: DbOrTx, request: ExportRequest): Promise<Scope> {
  const years = await tx
    .select({
      id: ledgerFinancialYear.id,
      startsOn: ledgerFinancialYear.startsOn,
      endsOn: ledgerFinancialYear.endsOn,
      closedOn: ledgerFinancialYear.closedOn,
    })
    .from(ledgerFinancialYear)
    .where(eq(ledgerFinancialYear.companyId, request.companyId));
  // Which vouchers have a retention of their own, and which employees there are: codes, days and counts, nothing of the books.
  const facts = await tx.execute<FactRow>(sql`
    select fact, financial_year_id, basis, day::text as day, until::text as until, employee_number, record_year, records
    from ledger.scope_facts(${request.companyId})`);
  try {
    return decideScope({
      part: request.part,
      company: {
        id: request.companyId,
        businessId: request.businessId,
        country: request.country,
        name: request.companyName,
      },
      ...scopeFacts(years, facts, request.part),
      adjustments: request.adjustments as Adjustment[],
      asOf: request.asOf,
      wantedYears: request.years?.length ? (request.years as [number, ...number[]]) : undefined,
    });
  } catch (error) {
    if (error instanceof ArchiveError) throw new DomainError("invalid", error.message, { cause: error });
    throw error;
  }
}
