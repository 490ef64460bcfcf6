import { FolderNames, safeName } from "../../formats/file-names.ts";
import { includes, type Scope, type YearDecision } from "../../law/scope.ts";
import type { Row, Snapshot } from "../snapshot.ts";
import type { PayrollTable } from "./payroll-table.ts";
import { keptRecords } from "./record-tables.ts";

/** A file of the payroll's archive with its place there, and one of the vouchers it belongs to. */
export type PayrollFile = {
  /** Below the year's folder, or below the archive's payload for records. */
  path: string;
  /** True on the first row of a file: the bytes are written once. */
  first: boolean;
  kind: string;
  employee: string;
  recordYear: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  voucher: { seq: string; series: string; number: string } | null;
};

const COLUMNS = `d.id, d.kind, d.file_name, d.media_type, d.byte_size, d.sha256, d.employee_number, d.record_year`;

/**
 * The year's payslips, payroll reports and attachments of payroll vouchers, each with every payroll voucher it belongs to; a
 * file's rows stand together, and so do the files of a folder. Calling it again gives the same.
 */
export async function* yearFiles(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
): AsyncGenerator<PayrollFile> {
  const kinds = [
    ...(includes(year, "payslips") ? ["payslip"] : []),
    ...(includes(year, "payroll_documents") ? ["payroll_report", "voucher"] : []),
  ];
  // The lease shows payroll's own vouchers and files alone; the rest of this condition is the scope's.
  const sql = `
    select ${COLUMNS}, v.seq, v.series, v.number, min(v.seq) over (partition by d.id) as first_seq
      from ledger.documents d
      left join ledger.voucher_documents vd on vd.document_id = d.id and vd.company_id = $1 and vd.financial_year_id = $2
      left join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = $2 and v.seq = vd.voucher_seq and v.kind = 'payroll'
     where d.company_id = $1 and d.financial_year_id = $2 and d.kind = any ($3::text[])
     order by (d.kind = 'payslip') desc, d.employee_number collate "C", first_seq, d.file_name collate "C", d.sha256 collate "C", d.id, v.seq`;
  yield* placed(snapshot, sql, [companyId, year.id, kinds], (r) => {
    if (r.kind === "payslip") return `payslips/${safeName(r.employee_number ?? "")}`;
    return r.number == null ? "vouchers/_not-linked" : `vouchers/${safeName(r.series!)}/${safeName(r.number)}`;
  });
}

const RECORD_FOLDERS: Record<string, string> = {
  working_time_record: "records/working-time",
  holiday_record: "records/holidays",
};

/** Files of working time and holidays whose employee and calendar year the scope takes. */
export async function* recordFiles(snapshot: Snapshot, companyId: string, scope: Scope): AsyncGenerator<PayrollFile> {
  const sql = `
    select ${COLUMNS}, null as seq, null as series, null as number
      from ledger.documents d
      join (select 'working_time_record' as kind, * from unnest($2::text[], $3::integer[]) as w(employee, year)
            union all
            select 'holiday_record', * from unnest($4::text[], $5::integer[]) as h(employee, year)) kept
        on kept.kind = d.kind and kept.employee = d.employee_number and kept.year = d.record_year
     where d.company_id = $1
     order by d.kind collate "C", d.employee_number collate "C", d.record_year, d.file_name collate "C", d.sha256 collate "C", d.id`;
  const kept = [...keptRecords(scope, "working_time_records"), ...keptRecords(scope, "holiday_records")];
  yield* placed(
    snapshot,
    sql,
    [companyId, ...kept],
    (r) => `${RECORD_FOLDERS[r.kind!]!}/${safeName(r.employee_number!)}`,
  );
}

async function* placed(
  snapshot: Snapshot,
  sql: string,
  values: unknown[],
  folderOf: (row: Row) => string,
): AsyncGenerator<PayrollFile> {
  const folders = new Map<string, FolderNames>();
  let id: string | null = null;
  let path = "";
  for await (const rows of snapshot.cursor(sql, values, 1000)) {
    for (const r of rows) {
      const first = r.id !== id;
      if (first) {
        id = r.id!;
        const folder = folderOf(r);
        const names = folders.get(folder.toLowerCase()) ?? new FolderNames();
        // Files of one folder stand together, but for payroll reports of several vouchers: few enough to remember.
        folders.set(folder.toLowerCase(), names);
        path = `${folder}/${names.claim(r.file_name!)}`;
      }
      yield {
        path,
        first,
        kind: r.kind!,
        employee: r.employee_number ?? "",
        recordYear: r.record_year ?? "",
        fileName: r.file_name!,
        mediaType: r.media_type!,
        bytes: Number(r.byte_size),
        sha256: r.sha256!,
        voucher: r.seq == null ? null : { seq: r.seq, series: r.series!, number: r.number! },
      };
    }
  }
}

const fileColumns = [
  {
    name: "path",
    type: "string",
    description: "The file, from the folder of this table's year on, or from the top for records.",
  },
  {
    name: "kind",
    type: "string",
    description: "payslip, payroll_report, voucher, working_time_record or holiday_record.",
  },
  { name: "employee", type: "string", description: "Whose it is; empty when it is of several." },
  {
    name: "record_year",
    type: "integer",
    description: "The calendar year that it is about; empty when the source tells none.",
  },
  { name: "voucher_series", type: "string", description: "Series of the voucher; empty without one." },
  { name: "voucher_number", type: "string", description: "Number of the voucher; empty without one." },
  {
    name: "voucher_seq",
    type: "integer",
    description: "The voucher's place in the year's journal; empty without one.",
  },
  { name: "file_name", type: "string", description: "The name under which the file was received." },
  { name: "media_type", type: "string", description: "Media type." },
  { name: "bytes", type: "integer", description: "Size." },
  { name: "sha256", type: "string", description: "SHA-256 of the file." },
] as const;

export const payrollAttachments: PayrollTable = {
  name: "attachments",
  material: "payroll_documents",
  title: "Files and their vouchers",
  description: "One row for each file and payroll voucher that belong together, and one for a file without a voucher.",
  columns: fileColumns,
};

export const recordAttachments: PayrollTable = {
  name: "record-files",
  material: "working_time_records",
  title: "Files of working time and holidays",
  description: "Where each file of working time and holidays is.",
  columns: fileColumns,
};

export const payrollFileRow = (f: PayrollFile): string[] => [
  f.path,
  f.kind,
  f.employee,
  f.recordYear,
  f.voucher?.series ?? "",
  f.voucher?.number ?? "",
  f.voucher?.seq ?? "",
  f.fileName,
  f.mediaType,
  String(f.bytes),
  f.sha256,
];
