import { includes, type YearDecision } from "../law/scope.ts";
import { bind } from "./table.ts";

type VoucherMaterial = "vouchers" | "voucher_documents" | "payroll_documents";

/**
 * Which vouchers of a year, or their files, are in: all of them, or where the year's are out those with a mark that is in, or
 * none.
 */
export function keptVouchers(year: YearDecision, material: VoucherMaterial): "all" | "marked" | "none" {
  if (includes(year, material)) return "all";
  return marksOf(year, material).some((m) => m.included) ? "marked" : "none";
}

const marksOf = (year: YearDecision, material: VoucherMaterial) =>
  year.materials.find((m) => m.material === material)?.marked ?? [];

/** An SQL condition on `v`, a row of ledger.vouchers of that year. */
export function keptVouchersSql(companyId: string, year: YearDecision, material: VoucherMaterial): string {
  const kept = keptVouchers(year, material);
  if (kept !== "marked") return kept === "all" ? "true" : "false";
  const marks = marksOf(year, material).filter((m) => m.included);
  return bind(
    `exists (select from ledger.retention_marks k where k.company_id = $company and k.financial_year_id = $year
               and k.voucher_seq = v.seq and (k.basis, k.starts_on) in (${marks.map((m) => `('${m.basis}', date '${m.startsOn}')`).join(", ")}))`,
    companyId,
    year.id,
  );
}

/**
 * What only a voucher tells, its kind or the day on which it was entered, as SQL on its row `v`: null of a voucher that is not kept,
 * of which the journal alone speaks.
 */
export function ofKeptVoucher(companyId: string, year: YearDecision, sql: string): string {
  const kept = keptVouchersSql(companyId, year, "vouchers");
  return kept === "true" ? sql : kept === "false" ? "null" : `case when ${kept} then ${sql} end`;
}

/**
 * An SQL condition on `v`: of vouchers without entries the journal knows nothing, and only their being kept tells of them.
 * @param booked the condition that the voucher has lines
 */
export function inJournalSql(companyId: string, year: YearDecision, booked: string): string {
  const kept = keptVouchersSql(companyId, year, "vouchers");
  return kept === "true" ? kept : kept === "false" ? booked : `(${booked} or ${kept})`;
}

/** The last day on which `v` is kept, as an SQL expression: the year's, or that of its mark that lasts longest. */
export function retainUntilSql(companyId: string, year: YearDecision, material: VoucherMaterial): string {
  const { retainUntil } = year.materials.find((m) => m.material === material)!;
  const own = `date '${retainUntil}'`;
  const marks = marksOf(year, material).filter((m) => m.retainUntil > retainUntil);
  if (marks.length === 0) return own;
  return bind(
    `greatest(${own}, (select max(x.until) from ledger.retention_marks k
        join (values ${marks.map((m) => `('${m.basis}', date '${m.startsOn}', date '${m.retainUntil}')`).join(", ")}) x (basis, starts_on, until)
          on x.basis = k.basis and x.starts_on = k.starts_on
       where k.company_id = $company and k.financial_year_id = $year and k.voucher_seq = v.seq))`,
    companyId,
    year.id,
  );
}
