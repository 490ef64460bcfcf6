/**
 * Payroll shows what each person earns, so it is an archive of its own, and a lease is for one of the two parts. What a part
 * may read is decided here, in the database, and not by the program that writes the archive.
 */

/** Under a lease for either part. */
const SHARED = ["companies", "financial_years"];

/** Under a lease for the payroll alone. */
export const PAYROLL_TABLES = ["employees", "payslips", "payslip_lines", "working_time", "holidays"];

/** Documents that are payroll's by their kind. Others are so by whom or what they belong to. */
export const PAYROLL_DOCUMENTS = ["payroll_report", "payslip", "working_time_record", "holiday_record"];

const isPart = (part: "books" | "payroll") =>
  `(select l.part = '${part}' from ledger.export_lease l where l.role_name = session_user and l.expires_at > now())`;

const OF_PAYROLL_VOUCHERS = `id in (
  select vd.document_id from ledger.voucher_documents vd
    join ledger.vouchers v on (v.company_id, v.financial_year_id, v.seq) = (vd.company_id, vd.financial_year_id, vd.voucher_seq)
   where v.kind = 'payroll')`;

// Whatever its kind: an agreement or a letter on a payroll voucher, or of an employee, tells of somebody's pay. A payslip's file
// names its employee (a foreign key asks for it), since a lease for the books cannot look at the payslips.
const PAYROLL_DOCUMENT = `(kind in (${PAYROLL_DOCUMENTS.map((kind) => `'${kind}'`).join(", ")})
  or employee_number is not null or ${OF_PAYROLL_VOUCHERS})`;

const IS_PAYROLL_VOUCHER = `(financial_year_id, voucher_seq) in (
    select v.financial_year_id, v.seq from ledger.vouchers v where v.kind = 'payroll')`;

/** Tables of the books with rows that the payroll needs: its own vouchers without their lines, their files, what was reported. */
const BY_ROW: Record<string, string> = {
  vouchers: `(${isPart("books")} or ${isPart("payroll")} and kind = 'payroll')`,
  // A voucher that the lease may not see hides its links too, and what keeps it longer.
  voucher_documents: `(${isPart("books")} or ${IS_PAYROLL_VOUCHER})`,
  retention_marks: `(${isPart("books")} or ${IS_PAYROLL_VOUCHER})`,
  tax_returns: `(${isPart("books")} or ${isPart("payroll")} and kind = 'employer')`,
  documents: `(${isPart("books")} and not ${PAYROLL_DOCUMENT} or ${isPart("payroll")} and ${PAYROLL_DOCUMENT})`,
};

/** The part's condition in the policy of a ledger table: what is not named here belongs to the books. */
export function partPolicy(table: string): string {
  if (SHARED.includes(table)) return "true";
  return BY_ROW[table] ?? isPart(PAYROLL_TABLES.includes(table) ? "payroll" : "books");
}
