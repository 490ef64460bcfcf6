import { ArchiveError } from "./errors.ts";
import { type Company, type FinancialYear, readCompany, readYears } from "./materials/company.ts";
import { openSnapshot } from "./materials/snapshot.ts";

/**
 * What there is to archive: the company and its financial years, as `decideScope` takes them.
 * @param slotUrl a login with a lease on the company
 * @throws ArchiveError lease_missing, database_failed, aborted
 */
export async function surveyLedger(
  slotUrl: string,
  companyId: string,
  signal?: AbortSignal,
): Promise<{ company: Company; years: FinancialYear[] }> {
  const snapshot = await openSnapshot(slotUrl, { signal });
  try {
    const company = await readCompany(snapshot, companyId);
    if (!company) throw leaseMissing(companyId);
    return { company, years: await readYears(snapshot, companyId) };
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
