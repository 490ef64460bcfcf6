import { open } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { formatCents } from "./amount.ts";
import type { FileHead, LeftOut } from "./books.ts";
import type { Span } from "./calendar.ts";
import { type Company, resolveCompany } from "./company.ts";
import { chunksOf, detect } from "./detect.ts";
import { checkForm } from "./form-checks.ts";
import { post } from "./post.ts";
import { type Problem, Problems } from "./problems.ts";
import { readSaft } from "./saft/read.ts";
import { readSie } from "./sie/read.ts";
import { Staging } from "./staging.ts";
import { resolveYears } from "./years.ts";

export type ImportOptions = {
  /** The company's number, where the file has none or a wrong one. */
  company?: string;
  /** Two letters; default what the file says, else the format's country. */
  country?: string;
  year?: Span;
  /** Warnings refuse the file too. */
  strict?: boolean;
};

/** Amounts are decimal strings; `status` is `already` when this very file was imported before, and nothing was changed. */
export type ImportReport = {
  status: "imported" | "already";
  format: string;
  company: { businessId: string; country: string; name: string };
  years: Span[];
  accounts: number;
  vouchers: number;
  lines: number;
  debit: string;
  credit: string;
  /** What the file has and the ledger has no place for. */
  leftOut: LeftOut[];
  warnings: Problem[];
  /** Warnings beyond those listed. */
  moreWarnings: number;
};

/**
 * Imports one SAF-T Financial or SIE file into the ledger: all of it in one transaction, or nothing. What changes what the books say refuses
 * the file; what is poor form is a warning, kept in `ledger.import_files`. Balances of the year before (`#RAR -1`) are stored
 * only when the file has that year's vouchers too: else they are a comparison, not its books.
 * @param ownerUrl the database's owner, migrated
 * @throws ImportRefused with every problem found
 */
export async function importFile(ownerUrl: string, file: string, options: ImportOptions = {}): Promise<ImportReport> {
  const problems = new Problems();
  const handle = await open(file, "r");
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "huolto ledger import" });
  // A connection that breaks fails the query under way; without a listener it would end the process first.
  client.on("error", () => {});
  try {
    const found = await detect(handle, problems);
    await client.connect();
    await client.query("begin");
    const staging = new Staging(client);
    await staging.open();
    const { counted } = staging;
    const drain = () => staging.drain();
    const head =
      found.kind === "sie"
        ? await readSie(chunksOf(handle), found.charset, staging, problems, drain)
        : await readSaft(chunksOf(handle), staging, counted, problems, drain);
    await staging.finish();
    const { size } = await handle.stat();
    if (size !== found.byteSize)
      problems.stop(
        "file_changed",
        "the whole file",
        "The file changed while it was read.",
        "Import it when it is complete.",
      );
    const company = resolveCompany(head.company, options, found.kind === "sie" ? "SE" : "NO", problems);

    const companyId = await upsertCompany(client, company);
    const dated = {
      calendarYears: [...counted.years],
      previousHasVouchers: await hasVouchersIn(client, head.previousYear),
    };
    const report = (status: ImportReport["status"], years: Span[]): ImportReport => ({
      status,
      format: head.format,
      company: { businessId: company.businessId, country: company.country, name: company.name },
      years: years
        .map(({ startsOn, endsOn }) => ({ startsOn, endsOn }))
        .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
      accounts: counted.accounts,
      vouchers: counted.vouchers,
      lines: counted.lines,
      debit: formatCents(counted.debit),
      credit: formatCents(counted.credit),
      leftOut: (head.leftOut ?? []).filter(({ kind }) => kind !== "year_before" || !dated.previousHasVouchers),
      warnings: problems.warnings,
      moreWarnings: problems.warningCount - problems.warnings.length,
    });
    const known = await client.query("select summary from ledger.import_files where company_id = $1 and sha256 = $2", [
      companyId,
      found.sha256,
    ]);
    if (known.rows[0]) {
      await client.query("rollback");
      return report("already", (known.rows[0].summary as ImportReport).years);
    }
    const years = await resolveYears(client, companyId, head, options.year, dated, problems);
    problems.settle(false);
    await post(client, companyId, head, years, counted.dimensions, problems);
    problems.settle(false);
    await checkForm(client, counted.emptyVouchers, problems);
    problems.settle(options.strict ?? false);
    const { warnings, ...summary } = report("imported", years);
    await client.query(
      "insert into ledger.import_files (company_id, sha256, format, file_name, summary, warnings) values ($1, $2, $3, $4, $5, $6)",
      [companyId, found.sha256, head.format, path.basename(file), JSON.stringify(summary), JSON.stringify(warnings)],
    );
    await client.query("commit");
    // An archive that is made next would be planned on an empty table's statistics.
    if (counted.lines > 10_000) await client.query("analyze ledger.voucher_lines");
    return report("imported", years);
  } finally {
    // Ends the transaction too: whatever was not committed is gone.
    await client.end();
    await handle.close();
  }
}

/** Makes the company, or fills in what the ledger did not know; two imports for one company take turns from here on. */
async function upsertCompany(client: pg.Client, c: Company): Promise<string> {
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `ledger company ${c.country} ${c.businessId}`,
  ]);
  const addressCountry = c.addressCountry && /^[A-Z]{2}$/.test(c.addressCountry) ? c.addressCountry : null;
  const { rows } = await client.query(
    `insert into ledger.companies as c (business_id, country, name, legal_form, vat_number, street, postal_code, city, address_country, currency, chart_kind)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (country, business_id) do update set
       legal_form = coalesce(c.legal_form, excluded.legal_form), vat_number = coalesce(c.vat_number, excluded.vat_number),
       street = coalesce(c.street, excluded.street), postal_code = coalesce(c.postal_code, excluded.postal_code),
       city = coalesce(c.city, excluded.city), address_country = coalesce(c.address_country, excluded.address_country),
       chart_kind = coalesce(c.chart_kind, excluded.chart_kind)
     returning id`,
    [
      c.businessId,
      c.country,
      c.name,
      c.legalForm ?? null,
      c.vatNumber ?? null,
      c.street ?? null,
      c.postalCode ?? null,
      c.city ?? null,
      addressCountry,
      c.currency,
      c.chartKind ?? null,
    ],
  );
  return rows[0].id as string;
}

async function hasVouchersIn(client: pg.Client, year: FileHead["previousYear"]): Promise<boolean> {
  if (!year) return false;
  const { rows } = await client.query(
    "select exists (select from staged_vouchers where date between $1 and $2) as found",
    [year.startsOn, year.endsOn],
  );
  return rows[0].found as boolean;
}
