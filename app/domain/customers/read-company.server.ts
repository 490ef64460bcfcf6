import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { ledgerCompany, ledgerFinancialYear } from "#db/schema/ledger.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { FoundCompany } from "./search-companies.server.ts";

/** One company by its id, for a new export request. @throws DomainError `not_found` */
export async function readCompany(ctx: Ctx, input: { id: string }): Promise<FoundCompany> {
  const { db } = requirePermission(ctx, "exports.request");
  const id = z.uuid().safeParse(input.id);
  const [company] = id.success ? await db.select().from(ledgerCompany).where(eq(ledgerCompany.id, id.data)) : [];
  if (!company) throw new DomainError("not_found", "There is no such company in the ledger.");
  const years = await db
    .select({ startsOn: ledgerFinancialYear.startsOn, endsOn: ledgerFinancialYear.endsOn })
    .from(ledgerFinancialYear)
    .where(eq(ledgerFinancialYear.companyId, company.id))
    .orderBy(asc(ledgerFinancialYear.startsOn));
  const { businessId, country, name } = company;
  return { id: company.id, businessId, country, name, years };
}
