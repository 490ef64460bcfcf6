import { foldPath } from "../../archive/paths.ts";
import { FolderNames, safeName } from "../../formats/file-names.ts";
import { recordColumn } from "../../formats/texts/columns/record-columns.ts";
import { includes, type Scope, type YearDecision } from "../../law/scope.ts";
import { type DescribedFile, fileColumns, fileFields } from "../file-columns.ts";
import { keptVouchersSql, retainUntilSql } from "../kept-vouchers.ts";
import type { Row, Snapshot } from "../snapshot.ts";
import type { Column } from "../table.ts";
import { employeeFolders } from "./employee-folders.ts";
import type { PayrollTable } from "./payroll-table.ts";
import { keptRecords } from "./record-tables.ts";

/** A file of the payroll's archive with its place there, and one of the vouchers it belongs to. */
export type PayrollFile = DescribedFile & {
  /** Below the year's folder, or below the archive's payload for records. */
  path: string;
  /** True on the first row of a file: the bytes are written once. */
  first: boolean;
  /** The document's. */
  id: string;
  kind: string;
  employee: string;
  recordYear: string;
  /** The last day on which a voucher that it belongs to is kept, by a mark where that is longer; null without a voucher. */
  retainUntil: string | null;
};

const COLUMNS = `d.id, d.kind, d.file_name, d.media_type, d.byte_size, d.sha256, d.employee_number, d.record_year`;

/** Where files lie whose kind names no folder and that belong to no voucher and no employee. */
const NOT_LINKED = "vouchers/_not-linked";

/** The files of the payroll's archive; each call of a member gives the same. */
export type PayrollFiles = {
  /**
   * The files of the year's payslips, and the payroll's other files of whatever kind, each with every kept payroll voucher it
   * belongs to; a file's rows stand together, and so do the files of a folder. A payslip's file is of the payslip's year,
   * wherever the service has it; where the year's files are out, those of its vouchers whose mark is in are what is left.
   * Payslips come first, in the order of the employees' numbers.
   */
  ofYear(year: YearDecision): AsyncGenerator<PayrollFile>;
  /** Files of working time and holidays whose employee and calendar year the scope takes. */
  ofRecords(scope: Scope): AsyncGenerator<PayrollFile>;
  /** The name of an employee's folders and page. */
  folderOf: (employee: string) => string;
};

export async function payrollFiles(snapshot: Snapshot, companyId: string): Promise<PayrollFiles> {
  const folderOf = await employeeFolders(snapshot, companyId);
  return {
    folderOf,
    ofYear: (year) =>
      placed(
        snapshot,
        yearSql(companyId, year),
        [companyId, year.id, includes(year, "payslips"), includes(year, "payroll_documents")],
        (r) => yearPlace(r, folderOf),
      ),
    ofRecords: (scope) => {
      const kept = [...keptRecords(scope, "working_time_records"), ...keptRecords(scope, "holiday_records")];
      return placed(
        snapshot,
        RECORDS_SQL,
        [companyId, ...kept],
        (r) => `${RECORD_FOLDERS[r.kind!]!}/${folderOf(r.employee_number!)}`,
      );
    },
  };
}

/** Files that lie together, and that no two parts of an archive share: an employee's payslips, a voucher's files. */
export const folderOfFile = ({ path }: Pick<PayrollFile, "path">): string | null => {
  const folder = path.slice(0, path.lastIndexOf("/"));
  return folder === NOT_LINKED ? null : folder;
};

/** Payslips that name the document `d`. The employee is part of the key by which payslips are found. */
const SLIPS =
  "ledger.payslips p where p.company_id = $1 and p.employee_number = d.employee_number and p.document_id = d.id";

// The lease shows payroll's own vouchers and files alone; the rest of this condition is the scope's. Records have periods of their own.
// $3: whether the payslips are in; $4: whether the other files are.
function yearSql(companyId: string, year: YearDecision): string {
  const keptVoucher = keptVouchersSql(companyId, year, "payroll_documents");
  const links = `ledger.voucher_documents vd join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = $2
      and v.seq = vd.voucher_seq and v.kind = 'payroll' and ${keptVoucher}`;
  const ofKeptVoucher = `exists (select from ${links} where vd.document_id = d.id and vd.company_id = $1 and vd.financial_year_id = $2)`;
  const ofYear = "d.company_id = $1 and d.financial_year_id = $2";
  return `
  select ${COLUMNS}, v.seq, v.series, v.number, max(v.until) over (partition by d.id) as retain_until,
         min(v.seq) over (partition by d.id) as first_seq,
         first_value(lower(v.series) collate "C") over (partition by d.id order by v.seq) as first_series,
         first_value(lower(v.number) collate "C") over (partition by d.id order by v.seq) as first_number
    from (
    select d.* from ledger.documents d
     where d.company_id = $1 and $3::boolean and d.kind = 'payslip' and exists (select from ${SLIPS} and p.financial_year_id = $2)
    union all
    select d.* from ledger.documents d
     where ${ofYear} and $3::boolean and d.kind = 'payslip' and not exists (select from ${SLIPS})
    union all
    select d.* from ledger.documents d
     where ${ofYear} and d.kind not in ('payslip', 'working_time_record', 'holiday_record') and ($4::boolean or ${ofKeptVoucher})
    union all
    select d.* from ledger.documents d where ${ofYear} and d.kind = 'payslip' and not $3::boolean and ${ofKeptVoucher}) d
    left join (select vd.document_id, v.seq, v.series, v.number, ${retainUntilSql(companyId, year, "payroll_documents")} as until
                 from ${links} where vd.company_id = $1 and vd.financial_year_id = $2) v on v.document_id = d.id
   order by (d.kind = 'payslip') desc, case when d.kind = 'payslip' then d.employee_number end collate "C",
            first_series, first_number, first_seq, d.employee_number collate "C",
            d.file_name collate "C", d.sha256 collate "C", d.id, v.seq`;
}

function yearPlace(r: Row, folderOf: (employee: string) => string): string {
  if (r.kind === "payslip") return `payslips/${folderOf(r.employee_number ?? "")}`;
  if (r.number != null) return `vouchers/${safeName(r.series!)}/${safeName(r.number)}`;
  return r.employee_number == null ? NOT_LINKED : `employees/${folderOf(r.employee_number)}`;
}

const RECORD_FOLDERS: Record<string, string> = {
  working_time_record: "records/working-time",
  holiday_record: "records/holidays",
};

const RECORDS_SQL = `
  select ${COLUMNS}, null as seq, null as series, null as number, null as retain_until
    from ledger.documents d
    join (select 'working_time_record' as kind, * from unnest($2::text[], $3::integer[]) as w(employee, year)
          union all
          select 'holiday_record', * from unnest($4::text[], $5::integer[]) as h(employee, year)) kept
      on kept.kind = d.kind and kept.employee = d.employee_number and kept.year = d.record_year
   where d.company_id = $1
   order by d.kind collate "C", d.employee_number collate "C", d.record_year, d.file_name collate "C", d.sha256 collate "C", d.id`;

async function* placed(
  snapshot: Snapshot,
  sql: string,
  values: unknown[],
  placeOf: (row: Row) => string,
): AsyncGenerator<PayrollFile> {
  let names = new FolderNames();
  let folder = "";
  let id: string | null = null;
  let path = "";
  for await (const rows of snapshot.cursor(sql, values, 1000)) {
    for (const r of rows) {
      const first = r.id !== id;
      if (first) {
        id = r.id!;
        const place = placeOf(r);
        // Files of one folder stand together, so that the names of one are all that has to be remembered.
        if (foldPath(place) !== folder) names = new FolderNames();
        folder = foldPath(place);
        path = `${place}/${names.claim(r.file_name!)}`;
      }
      yield {
        path,
        first,
        id: r.id!,
        kind: r.kind!,
        employee: r.employee_number ?? "",
        recordYear: r.record_year ?? "",
        retainUntil: r.retain_until ?? null,
        fileName: r.file_name!,
        mediaType: r.media_type!,
        bytes: Number(r.byte_size),
        sha256: r.sha256!,
        voucher: r.seq == null ? null : { seq: r.seq, series: r.series!, number: r.number! },
      };
    }
  }
}

const columns: readonly Column[] = [
  { name: "path", type: "string", text: recordColumn.filePath },
  { name: "kind", type: "string", text: recordColumn.fileKind },
  { name: "employee", type: "string", text: recordColumn.fileEmployee },
  { name: "record_year", type: "integer", text: recordColumn.fileYear },
  ...fileColumns,
];

export const payrollAttachments: PayrollTable = {
  name: "attachments",
  material: "payroll_documents",
  title: "Files and their vouchers",
  description: "One row for each file and payroll voucher that belong together, and one for a file without a voucher.",
  columns,
};

export const recordAttachments: PayrollTable = {
  name: "record-files",
  material: "working_time_records",
  title: "Files of working time and holidays",
  description: "Where each file of working time and holidays is.",
  columns,
};

export const payrollFileRow = (f: PayrollFile): string[] => [
  f.path,
  f.kind,
  f.employee,
  f.recordYear,
  ...fileFields(f),
];
