import { asc, ilike, inArray, or } from "drizzle-orm";
import { z } from "zod";
import { ledgerCompany, ledgerFinancialYear } from "#db/schema/ledger.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { likeLiteral } from "../like-literal.ts";

const MOST_SHOWN = 20;

export type FoundCompany = {
  id: string;
  businessId: string;
  country: string;
  name: string;
  /** `YYYY-MM-DD` pairs, oldest first. */
  years: { startsOn: string; endsOn: string }[];
};

/**
 * Finds companies for a new export request by a part of the name or of the business id, at most 20.
 * What is in their books stays out of reach of the console.
 */
export async function searchCompanies(ctx: Ctx, input: { query: string }): Promise<FoundCompany[]> {
  const staff = requirePermission(ctx, "exports.request");
  const query = z.string().trim().max(200).parse(input.query);
  if (query === "") return [];
  const pattern = `%${likeLiteral(query)}%`;
  const companies = await staff.db
    .select()
    .from(ledgerCompany)
    .where(or(ilike(ledgerCompany.name, pattern), ilike(ledgerCompany.businessId, pattern)))
    .orderBy(asc(ledgerCompany.name), asc(ledgerCompany.id))
    .limit(MOST_SHOWN);
  if (companies.length === 0) return [];
  const years = await staff.db
    .select()
    .from(ledgerFinancialYear)
    .where(
      inArray(
        ledgerFinancialYear.companyId,
        companies.map((company) => company.id),
      ),
    )
    .orderBy(asc(ledgerFinancialYear.startsOn));
  return companies.map(({ id, businessId, country, name }) => ({
    id,
    businessId,
    country,
    name,
    years: years.filter((year) => year.companyId === id).map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
  }));
}
