import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ledgerFinancialYear } from "#db/schema/ledger.ts";
import { ArchiveError } from "#exporters/errors.ts";
import { decideScope, type Scope } from "#exporters/law/scope.ts";
import { DomainError } from "../errors.ts";
import type { ExportRequest } from "./change-state.server.ts";

/**
 * What the law says today about the years that the ledger has for the request's company.
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
  try {
    return decideScope({
      company: {
        id: request.companyId,
        businessId: request.businessId,
        country: request.country,
        name: request.companyName,
      },
      years,
      asOf: request.asOf,
      wantedYears: request.years?.length ? (request.years as [number, ...number[]]) : undefined,
    });
  } catch (error) {
    if (error instanceof ArchiveError) throw new DomainError("invalid", error.message, { cause: error });
    throw error;
  }
}
