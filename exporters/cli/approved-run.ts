import type { Db } from "#db/client.ts";
import { sql } from "drizzle-orm";
import { decideScope, type Scope, scopeSha256 } from "../law/scope.ts";
import { type FactRow, scopeFacts } from "../law/scope-facts.ts";
import type { Adjustment } from "../law/scope-input.ts";
import type { ArchivePart } from "../law/types.ts";
import { madeOn } from "../made-on.ts";
import type { ArchiveLanguage } from "../run.ts";
import type { CreateArguments } from "./arguments.ts";
import { Refusal } from "./refusal.ts";

export type Company = { id: string; businessId: string; country: string; name: string };

export async function findCompany(db: Db, { customer, country }: CreateArguments): Promise<Company> {
  const found = await db.execute<Company>(sql`
    select id, business_id as "businessId", country, name from ledger.companies
    where business_id = ${customer} and (${country ?? null}::text is null or country = ${country ?? null}::text)
    order by country`);
  if (found.length === 0)
    throw new Refusal("not_found", `The ledger has no company ${customer}${country ? ` in ${country}` : ""}.`);
  if (found.length > 1)
    throw new Refusal(
      "ambiguous",
      `Several countries have a company ${customer}: add --country ${found.map((c) => c.country).join(" or ")}.`,
    );
  return found[0]!;
}

type Run = {
  companyId: string;
  part: ArchivePart;
  language: ArchiveLanguage;
  asOf: string;
  years: number[] | null;
  adjustments: Adjustment[];
  scopeSha256: string;
};

/** @throws Refusal unless somebody else's approval covers exactly this company, and the run has not failed */
export async function approvedRun(
  db: Db,
  runId: string,
  company: Company,
  part: ArchivePart | undefined,
): Promise<Run> {
  const [run] = await db.execute<Run & { approved: boolean }>(sql`
    select r.company_id as "companyId", r.part, r.language, r.as_of as "asOf", r.years, r.adjustments, r.scope_sha256 as "scopeSha256",
           r.approved_at is not null and r.state in ('approved', 'running', 'ready', 'handed_over', 'downloaded')
             and x.state <> 'failed' as approved
    from console.export_run x join console.export_request r on r.id = x.request_id where x.id = ${runId}`);
  if (!run) throw new Refusal("run_not_found", `There is no run ${runId}.`);
  if (!run.approved) throw new Refusal("run_not_approved", "The run's request is not approved, or the run has failed.");
  if (part !== undefined && part !== run.part)
    throw new Refusal("run_of_another", `The run is of the ${run.part}: leave out --part.`);
  if (run.companyId !== company.id) throw new Refusal("run_of_another", `The run is not of ${company.businessId}.`);
  return run;
}

export async function scopeOf(db: Db, company: Company, args: CreateArguments, run: Run | undefined): Promise<Scope> {
  const years = await db.execute<{ id: string; startsOn: string; endsOn: string; closedOn: string | null }>(sql`
    select id, starts_on as "startsOn", ends_on as "endsOn", closed_on as "closedOn"
    from ledger.financial_years where company_id = ${company.id} order by ends_on`);
  const wanted = args.years ?? (run?.years as [number, ...number[]] | null | undefined) ?? undefined;
  // The law's day is a day in Finland, wherever the machine is.
  const today = madeOn(new Date());
  const facts = await db.execute<FactRow>(sql`
    select fact, financial_year_id, basis, day::text as day, until::text as until, employee_number, record_year, records
    from ledger.scope_facts(${company.id})`);
  const part = run?.part ?? args.part ?? "books";
  const scope = decideScope({
    part,
    company,
    ...scopeFacts(years, facts, part),
    asOf: args.asOf ?? run?.asOf ?? today,
    wantedYears: wanted,
    adjustments: run?.adjustments,
  });
  if (run && scopeSha256(scope) !== run.scopeSha256)
    throw new Refusal(
      "scope_differs",
      "The scope is not the approved one: other years, another day, or the books have changed. Have it approved again.",
    );
  return scope;
}
