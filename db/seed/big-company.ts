import pg from "pg";
import { BIG_CUSTOMERS, BIG_YEARS, bigBooks, type BigVoucher, FEWEST_LINES } from "./big-books.ts";
import { chartOf } from "./chart.ts";
import { type Cell, copyInto, copyLine } from "./copy-into.ts";
import { businessId as validBusinessId, vatNumber } from "./identifiers.ts";
import { decimal } from "./money.ts";
import { stableUuid } from "./random.ts";
import { companyId } from "./secrets.ts";
import { TAX_CODES } from "./vat.ts";

export type BigCompany = { lines: number; name: string; businessId: string };

const money = (cents: bigint | null) => (cents === null ? null : decimal(cents));

function* voucherLines(company: string, years: string[], vouchers: Iterable<BigVoucher>): Generator<string> {
  for (const voucher of vouchers) {
    const key = `${company}\t${years[voucher.year]}\t${voucher.seq}`;
    const dimensions = `[["KP","${voucher.costCentre}"]]`;
    let lineNo = 0;
    for (const { account, debit, credit, taxCode, taxBase, taxAmount, customer } of voucher.lines) {
      const kind = customer === null ? null : "customer";
      const cells: Cell[] = [
        ++lineNo,
        account,
        decimal(debit),
        decimal(credit),
        taxCode,
        money(taxBase),
        money(taxAmount),
      ];
      yield `${key}\t${copyLine([...cells, kind, customer, dimensions])}`;
    }
  }
}

function* voucherRows(company: string, years: string[], vouchers: Iterable<BigVoucher>): Generator<string> {
  for (const { year, seq, series, number, date, text, kind } of vouchers) {
    yield copyLine([company, years[year]!, seq, series, number, date, date, text, "Mittausaineisto", kind]);
  }
}

/**
 * Makes one company of any size, for measuring; without documents, since what is measured is rows. One transaction.
 * @param ownerUrl a role that owns the database
 * @throws Error with a sentence: the business id is wrong or taken, or there are too few lines
 */
export async function makeBigCompany(ownerUrl: string, { lines, name, businessId }: BigCompany): Promise<void> {
  if (!/^\d{7}-\d$/.test(businessId) || validBusinessId(businessId.slice(0, 7)) !== businessId)
    throw new Error(`${businessId} is not a Finnish business id: seven digits, a hyphen and the right check digit.`);
  if (!Number.isSafeInteger(lines) || lines < FEWEST_LINES)
    throw new Error(`The company needs a whole number of lines, at least ${FEWEST_LINES}.`);
  const company = companyId(businessId);
  const years = BIG_YEARS.map(({ endsOn }) => stableUuid("financial year", businessId, endsOn));
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "huolto-big-company" });
  await client.connect();
  try {
    const taken = await client.query("select 1 from ledger.companies where country = 'FI' and business_id = $1", [
      businessId,
    ]);
    if (taken.rowCount) throw new Error(`A company with the business id ${businessId} is already there: give another.`);
    await client.query("begin");
    const copy = (table: string, columns: string, rows: Iterable<string>) =>
      copyInto(client, table, columns.split(" "), rows);
    const copyCells = (table: string, columns: string, rows: Cell[][]) => copy(table, columns, rows.map(copyLine));
    await copyCells("companies", "id business_id country name legal_form vat_number address_country", [
      [company, businessId, "FI", name, "osakeyhtiö", vatNumber(businessId), "FI"],
    ]);
    await copyCells(
      "financial_years",
      "id company_id starts_on ends_on closed_on",
      BIG_YEARS.map(({ startsOn, endsOn, closedOn }, i) => [years[i]!, company, startsOn, endsOn, closedOn]),
    );
    await copyCells("dimensions", "company_id code name", [[company, "KP", "Kustannuspaikka"]]);
    await copyCells(
      "dimension_values",
      "company_id dimension_code code name",
      ["100", "200", "300"].map((code) => [company, "KP", code, `Yksikkö ${code}`]),
    );
    await copyCells(
      "tax_codes",
      "company_id code description rate country",
      TAX_CODES.map(({ code, description, rate }) => [company, code, description, rate, "FI"]),
    );
    await copyCells(
      "parties",
      "company_id kind number name country",
      Array.from({ length: BIG_CUSTOMERS }, (_, i) => [
        company,
        "customer",
        String(1001 + i),
        `Asiakas ${1001 + i}`,
        "FI",
      ]),
    );
    // Looking up two million foreign keys takes longer than the rest; that a line's voucher is there is what the
    // generator, asked twice, says twice. Only a superuser may leave the lookups out; another owner needs statistics,
    // or each lookup reads a whole year.
    const { rows } = await client.query("select rolsuper from pg_roles where rolname = current_user");
    const superuser: boolean = rows[0].rolsuper;
    if (superuser) await client.query("set local session_replication_role = replica");
    await copy(
      "vouchers",
      "company_id financial_year_id seq series number date posting_date text source kind",
      voucherRows(company, years, bigBooks(businessId, lines).vouchers),
    );
    if (!superuser) await client.query("analyze ledger.vouchers");
    const books = bigBooks(businessId, lines);
    await copy(
      "voucher_lines",
      "company_id financial_year_id voucher_seq line_no account_number debit credit tax_code tax_base tax_amount party_kind party_number dimensions",
      voucherLines(company, years, books.vouchers),
    );
    await copyCells(
      "accounts",
      "company_id financial_year_id number name type opening_balance declared_closing_balance",
      years.flatMap((year, i) =>
        chartOf("Osakepääoma").map(({ number, name, type }) => [
          company,
          year,
          number,
          name,
          type,
          decimal(books.openings[i]!.get(number) ?? 0n),
          decimal(books.closings[i]!.get(number) ?? 0n),
        ]),
      ),
    );
    await client.query("commit");
    await client.query("analyze ledger.vouchers, ledger.voucher_lines");
  } finally {
    await client.end();
  }
}
