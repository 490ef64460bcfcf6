import type { Snapshot } from "./snapshot.ts";

export type Company = {
  id: string;
  businessId: string;
  country: string;
  name: string;
  vatNumber: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  addressCountry: string | null;
  currency: string;
};
export type FinancialYear = { id: string; startsOn: string; endsOn: string; closedOn: string | null };

/** The company, when this connection may see it, else null. */
export async function readCompany(snapshot: Snapshot, companyId: string): Promise<Company | null> {
  const [r] = await snapshot.query(
    `select id, business_id, country, name, vat_number, street, postal_code, city, address_country, currency
       from ledger.companies where id = $1`,
    [companyId],
  );
  if (!r) return null;
  return {
    id: r.id!,
    businessId: r.business_id!,
    country: r.country!,
    name: r.name!,
    vatNumber: r.vat_number ?? null,
    street: r.street ?? null,
    postalCode: r.postal_code ?? null,
    city: r.city ?? null,
    addressCountry: r.address_country ?? null,
    currency: r.currency!,
  };
}

export async function readYears(snapshot: Snapshot, companyId: string): Promise<FinancialYear[]> {
  const rows = await snapshot.query(
    "select id, starts_on, ends_on, closed_on from ledger.financial_years where company_id = $1 order by ends_on",
    [companyId],
  );
  return rows.map((r) => ({ id: r.id!, startsOn: r.starts_on!, endsOn: r.ends_on!, closedOn: r.closed_on ?? null }));
}
