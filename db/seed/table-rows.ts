import { chartOf, isBalanceSheet } from "./chart.ts";
import type { BookDocument, CompanyBooks, YearBooks } from "./company-books.ts";
import type { Cell } from "./copy-into.ts";
import { vatNumber } from "./identifiers.ts";
import { decimal } from "./money.ts";
import { stableUuid } from "./random.ts";
import { markRows, payrollRows, registerRows, type TableRows, table, yearId as yearIdOf } from "./register-rows.ts";
import { companyId, plantedSecrets } from "./secrets.ts";
import { TAX_CODES } from "./vat.ts";

export type StoredDocument = { sha256: string; bytes: number };
const money = (cents: bigint | null) => (cents === null ? null : decimal(cents));

const DIMENSIONS: [string, string, [string, string][]][] = [
  [
    "KP",
    "Kustannuspaikka",
    [
      ["100", "Hallinto"],
      ["200", "Myynti"],
      ["300", "Tuotanto"],
    ],
  ],
  [
    "PROJ",
    "Projekti",
    [
      ["P1", "Uusi toimitila"],
      ["P2", "Vientihanke"],
      ["P3", "Koulutus"],
    ],
  ],
];

/**
 * The rows of one company, table by table, in an order that the foreign keys accept.
 * @param stored what the document store said of each document
 */
export function* tableRows(books: CompanyBooks, stored: Map<BookDocument, StoredDocument>): Generator<TableRows> {
  const { spec, parties, employees, years } = books;
  const company = companyId(spec.businessId);
  const yearId = (year: YearBooks) => yearIdOf(books, year);
  const documentIds = new Map<BookDocument, string>();
  for (const books of years) {
    books.documents.forEach((document, i) => {
      documentIds.set(document, stableUuid("document", spec.businessId, books.year.endsOn, String(i)));
    });
  }
  const eachYear = <T>(of: (books: YearBooks) => T[], row: (item: T, year: string, books: YearBooks) => Cell[]) =>
    years.flatMap((books) => of(books).map((item) => row(item, yearId(books), books)));

  yield table(
    "companies",
    "id business_id country name legal_form vat_number street postal_code city address_country",
    [
      [
        company,
        spec.businessId,
        "FI",
        spec.name,
        spec.legalForm,
        spec.vatPeriod === "none" ? null : vatNumber(spec.businessId),
        spec.street,
        spec.postalCode,
        spec.city,
        "FI",
      ],
    ],
  );
  yield table(
    "financial_years",
    "id company_id starts_on ends_on closed_on",
    years.map((books) => [yearId(books), company, books.year.startsOn, books.year.endsOn, books.year.closedOn]),
  );
  yield table(
    "accounts",
    "company_id financial_year_id number name type opening_balance declared_closing_balance",
    eachYear(
      () => chartOf(spec.capitalName),
      ({ number, name, type }, year, { opening, closing, year: { closedOn } }) => [
        company,
        year,
        number,
        name,
        type,
        decimal(isBalanceSheet(number) ? (opening.get(number) ?? 0n) : 0n),
        closedOn ? decimal(closing.get(number) ?? 0n) : null,
      ],
    ),
  );
  yield table(
    "dimensions",
    "company_id code name",
    DIMENSIONS.map(([code, name]) => [company, code, name]),
  );
  yield table(
    "dimension_values",
    "company_id dimension_code code name",
    DIMENSIONS.flatMap(([dimension, , values]) => values.map(([code, name]) => [company, dimension, code, name])),
  );
  if (spec.vatPeriod !== "none") {
    const rows = TAX_CODES.map(({ code, description, rate }) => [company, code, description, rate, "FI"]);
    yield table("tax_codes", "company_id code description rate country", rows);
  }
  yield table(
    "parties",
    "company_id kind number name business_id vat_number street postal_code city country account_number",
    parties.map((p) => [
      company,
      p.kind,
      p.number,
      p.name,
      p.businessId,
      p.vatNumber,
      p.street,
      p.postalCode,
      p.city,
      "FI",
      p.kind === "customer" ? "1700" : "2871",
    ]),
  );
  yield* registerRows(books, company);
  yield table(
    "vouchers",
    "company_id financial_year_id seq series number date posting_date text source kind",
    eachYear(
      (books) => books.vouchers,
      (v, year) => [
        company,
        year,
        v.seq,
        v.series,
        v.number,
        v.date,
        v.postingDate,
        v.text,
        "Esimerkkiaineisto",
        v.kind,
      ],
    ),
  );
  yield table(
    "voucher_lines",
    "company_id financial_year_id voucher_seq line_no account_number debit credit text tax_code tax_base tax_amount party_kind party_number dimensions reference due_on",
    years.flatMap((books) =>
      books.vouchers.flatMap((voucher) =>
        voucher.lines.map((line, i) => [
          company,
          yearId(books),
          voucher.seq,
          i + 1,
          line.account,
          decimal(line.debit),
          decimal(line.credit),
          line.text,
          line.taxCode,
          money(line.taxBase),
          money(line.taxAmount),
          line.party?.kind ?? null,
          line.party?.number ?? null,
          JSON.stringify(line.dimensions),
          line.reference,
          line.dueOn,
        ]),
      ),
    ),
  );
  yield markRows(books, company);
  yield table(
    "documents",
    "id company_id financial_year_id kind file_name media_type byte_size sha256 employee_number record_year title dated_on",
    eachYear(
      (books) => books.documents,
      (document, year) => {
        const { sha256, bytes } = stored.get(document)!;
        const { kind, fileName, mediaType, employee, recordYear, title, datedOn } = document;
        const about = [employee?.number ?? null, recordYear ?? null, title ?? null, datedOn ?? null];
        return [documentIds.get(document)!, company, year, kind, fileName, mediaType, bytes, sha256, ...about];
      },
    ),
  );
  yield table(
    "voucher_documents",
    "company_id financial_year_id voucher_seq document_id",
    eachYear(
      (books) => books.documents.flatMap((document) => document.voucherSeqs.map((seq) => ({ seq, document }))),
      ({ seq, document }, year) => [company, year, seq, documentIds.get(document)!],
    ),
  );
  yield table(
    "tax_returns",
    "company_id financial_year_id kind period_starts_on period_ends_on filed_on figures document_id",
    [
      ...eachYear(
        (books) => books.vatReturns,
        ({ period, filedOn, figures, document }, year): Cell[] => [
          company,
          year,
          "vat",
          period.startsOn,
          period.endsOn,
          filedOn,
          JSON.stringify(figures),
          documentIds.get(document)!,
        ],
      ),
      ...eachYear(
        (books) => books.employerReturns,
        ({ period, filedOn, figures }, year) => [
          company,
          year,
          "employer",
          period.startsOn,
          period.endsOn,
          filedOn,
          JSON.stringify(figures),
          null,
        ],
      ),
    ],
  );
  yield table(
    "employees",
    "company_id number name employed_from employed_until",
    employees.map((e) => [company, e.number, e.name, e.employedFrom, e.employedUntil]),
  );
  yield table(
    "payslips",
    "company_id financial_year_id employee_number paid_on gross withheld_tax net period_starts_on period_ends_on document_id",
    eachYear(
      (books) => books.payslips,
      (p, year) => [
        company,
        year,
        p.employee.number,
        p.paidOn,
        decimal(p.gross),
        decimal(p.withheldTax),
        decimal(p.net),
        p.period.startsOn,
        p.period.endsOn,
        documentIds.get(p.document)!,
      ],
    ),
  );
  yield* payrollRows(books, company);
  yield* secretRows(company);
}

function* secretRows(company: string): Generator<TableRows> {
  const secret = Object.fromEntries(
    plantedSecrets.filter((s) => s.companyId === company).map((s) => [s.table, s.value]),
  );
  const { user_logins, internal_notes, voucher_drafts, credentials } = secret;
  yield table("user_logins", "company_id user_name password_hash last_login_at", [
    [company, `${user_logins}@example.invalid`, `hash ${user_logins}`, "2026-11-20T08:15:00Z"],
  ]);
  yield table("internal_notes", "id company_id written_at note", [
    [stableUuid("note", company), company, "2026-10-01T09:00:00Z", `Asiakas soitti: ${internal_notes}`],
  ]);
  yield table("voucher_drafts", "id company_id draft", [
    [stableUuid("draft", company), company, JSON.stringify({ text: voucher_drafts, lines: [] })],
  ]);
  yield table("credentials", "company_id service secret", [[company, "pankkiyhteys", credentials!]]);
}
