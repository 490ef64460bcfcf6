import { ArchiveError } from "./errors.ts";
import { type FactRow, type ScopeFacts, scopeFacts } from "./law/scope-facts.ts";
import { type Company, readCompany, readYears } from "./materials/company.ts";
import { openSnapshot } from "./materials/snapshot.ts";

// As ledger.scope_facts, which answers for any company and is therefore not for a slot: this reads what the lease shows.
// Under a lease on the books there are no employees and no records, and under one on the payroll no marks but its vouchers'.
const FACTS = `
  select 'mark' as fact, financial_year_id, basis, starts_on as day, null::date as until,
         null::text as employee_number, null::integer as record_year, count(*) as records
    from ledger.retention_marks where company_id = $1 group by 2, 3, 4
  union all
  select 'employee', null, null, employed_from, employed_until, number, null, 1 from ledger.employees where company_id = $1
  union all
  select 'working_time', null, null, null, null, employee_number, extract(year from worked_on)::integer, count(*)
    from ledger.working_time where company_id = $1 group by 6, 7
  union all
  select 'holidays', null, null, null, null, employee_number, extract(year from credit_year_ends_on)::integer, count(*)
    from ledger.holidays where company_id = $1 group by 6, 7
  union all
  select 'documents:' || kind, null, null, null, null, employee_number, record_year, count(*)
    from ledger.documents where company_id = $1 and kind in ('working_time_record', 'holiday_record') group by 1, 6, 7`;

/**
 * What there is to archive, as `decideScope` takes it: the company, its financial years with their marked vouchers, and, under
 * a lease on the payroll, its employees and which records there are of them.
 * @param slotUrl a login with a lease on the company
 * @throws ArchiveError lease_missing, database_failed, aborted
 */
export async function surveyLedger(
  slotUrl: string,
  companyId: string,
  signal?: AbortSignal,
): Promise<{ company: Company } & ScopeFacts> {
  const snapshot = await openSnapshot(slotUrl, { signal });
  try {
    const company = await readCompany(snapshot, companyId);
    if (!company) throw leaseMissing(companyId);
    const years = await readYears(snapshot, companyId);
    return { company, ...scopeFacts(years, (await snapshot.query(FACTS, [companyId])) as FactRow[], "books") };
  } finally {
    await snapshot.close();
  }
}

/** Row-level security shows nothing without a lease, which must not look like a company without books. */
export function leaseMissing(companyId: string): ArchiveError {
  return new ArchiveError(
    "lease_missing",
    "The export login cannot see the company: its lease is missing, has expired or is for another company. " +
      "Write a new lease and run it again.",
    { place: companyId },
  );
}
