import { FolderNames, safeName } from "../formats/file-names.ts";
import { PRINTED_FOLDER, printedName } from "../formats/pdf/printed-files.ts";
import { fileColumn } from "../formats/texts/columns/file-columns.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import type { BooksMaterial } from "../law/types.ts";
import { type DescribedFile, fileColumns, fileFields } from "./file-columns.ts";
import { keptVouchers, keptVouchersSql, retainUntilSql } from "./kept-vouchers.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";

/** A file of a year with its place in the archive, and one of the vouchers it belongs to. */
export type FileLink = DescribedFile & {
  /** Below the year's folder. */
  path: string;
  /** True on the first link of a file: the bytes are written once. */
  first: boolean;
  kind: string;
  title: string;
  /** YYYY-MM-DD; empty when the source tells no day. */
  datedOn: string;
  /** YYYY-MM-DD: the longest of its vouchers' periods, or its kind's. */
  retainUntil: string;
  /** Of its vouchers that are kept the one that lasts longest; null for a file without. */
  keptFor: { series: string; number: string } | null;
};

type Folder = "vouchers" | "statements" | "returns" | "correspondence" | "inventory" | "agreements" | "construction";

/** Which folder a kind of document goes to, and which material of the law it is. Kinds of payroll are not among the books. */
export const documentKinds: Record<string, { folder: Folder; material: BooksMaterial }> = {
  voucher: { folder: "vouchers", material: "voucher_documents" },
  financial_statements: { folder: "statements", material: "financial_statements" },
  management_report: { folder: "statements", material: "management_report" },
  sustainability_report: { folder: "statements", material: "sustainability_data" },
  balance_specification: { folder: "statements", material: "balance_specifications" },
  notes_specification: { folder: "statements", material: "notes_specifications" },
  vat_return: { folder: "returns", material: "vat_return_documents" },
  employer_return: { folder: "returns", material: "employer_return_documents" },
  correspondence: { folder: "correspondence", material: "correspondence" },
  inventory: { folder: "inventory", material: "inventory" },
  agreement: { folder: "agreements", material: "agreements" },
  construction_report: { folder: "construction", material: "construction_reports" },
};

/** The kinds of which the scope takes any document of the year. */
export const keptKinds = (year: YearDecision): string[] =>
  Object.entries(documentKinds)
    .filter(
      ([kind, { material }]) =>
        includes(year, material) || (kind === "voucher" && keptVouchers(year, "voucher_documents") === "marked"),
    )
    .map(([kind]) => kind);

/** Links of the year that are kept, as a table `kept`: company $1 and year $2, with the last day on which each is kept. */
export const keptLinksSql = (companyId: string, year: YearDecision): string => `
  kept as (
    select vd.document_id, vd.voucher_seq, v.series, v.number, ${retainUntilSql(companyId, year, "voucher_documents")} as until
      from ledger.voucher_documents vd
      join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = $2 and v.seq = vd.voucher_seq
     where vd.company_id = $1 and vd.financial_year_id = $2 and ${keptVouchersSql(companyId, year, "voucher_documents")})`;

/**
 * Every file of the year with each voucher it belongs to, sorted so that a file's links stand together and the files of one
 * folder stand together: names can then be given with no more memory than one folder takes. Calling it again gives the same.
 * A file of several vouchers lies with the first of them.
 */
export async function* fileLinks(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  kinds: readonly string[],
): AsyncGenerator<FileLink> {
  const marked = keptVouchers(year, "voucher_documents") === "marked";
  const sql = `
    with ${keptLinksSql(companyId, year)}
    select d.id, d.kind, d.file_name, d.media_type, d.byte_size, d.sha256, d.title, d.dated_on, first.until,
           f.series as first_series, f.number as first_number,
           k.series as kept_series, k.number as kept_number, l.voucher_seq, l.series, l.number
      from ledger.documents d
      left join (select document_id, min(voucher_seq) as seq, max(until) as until,
                        (array_agg(voucher_seq order by until desc, voucher_seq))[1] as longest
                   from kept group by 1) first
        on first.document_id = d.id
      left join ledger.vouchers f on f.company_id = $1 and f.financial_year_id = $2 and f.seq = first.seq
      left join ledger.vouchers k on k.company_id = $1 and k.financial_year_id = $2 and k.seq = first.longest
      left join kept l on l.document_id = d.id
     where d.company_id = $1 and d.financial_year_id = $2 and d.kind = any ($3::text[])
       ${marked ? "and (d.kind <> 'voucher' or first.seq is not null)" : ""}
     order by d.kind collate "C", lower(f.series) collate "C", lower(f.number) collate "C", f.seq, d.file_name collate "C",
              d.sha256 collate "C", d.id, l.voucher_seq`;
  const untilOf = (kind: string) =>
    year.materials.find((m) => m.material === documentKinds[kind]!.material)!.retainUntil;
  const otherFolders = new Map<string, FolderNames>();
  let folderKey = "";
  let names = new FolderNames();
  let documentId: string | null = null;
  let path = "";
  for await (const rows of snapshot.cursor(sql, [companyId, year.id, kinds], 1000)) {
    for (const r of rows) {
      const first = r.id !== documentId;
      if (first) {
        documentId = r.id!;
        const { folder } = documentKinds[r.kind!]!;
        if (folder === "vouchers") {
          const place =
            r.first_number === null || r.first_number === undefined
              ? "_not-linked"
              : `${safeName(r.first_series!)}/${safeName(r.first_number)}`;
          if (place.toLowerCase() !== folderKey) names = new FolderNames();
          folderKey = place.toLowerCase();
          path = `${folder}/${place}/${names.claim(r.file_name!)}`;
        } else {
          const shared =
            otherFolders.get(folder) ?? new FolderNames(folder === PRINTED_FOLDER ? printedName : undefined);
          otherFolders.set(folder, shared);
          path = `${folder}/${shared.claim(r.file_name!)}`;
        }
      }
      yield {
        path,
        first,
        fileName: r.file_name!,
        mediaType: r.media_type!,
        bytes: Number(r.byte_size),
        sha256: r.sha256!,
        kind: r.kind!,
        title: r.title ?? "",
        datedOn: r.dated_on ?? "",
        retainUntil: r.kind === "voucher" && r.until != null ? r.until : untilOf(r.kind!),
        voucher: r.voucher_seq == null ? null : { seq: r.voucher_seq, series: r.series!, number: r.number! },
        keptFor: r.kept_number == null ? null : { series: r.kept_series!, number: r.kept_number },
      };
    }
  }
}

export const attachments: Table = {
  name: "attachments",
  material: "voucher_documents",
  title: "Files and their vouchers",
  description: "One row for each file and voucher that belong together, and one for a file without a voucher.",
  columns: [
    { name: "path", type: "string", text: fileColumn.path },
    { name: "kind", type: "string", text: fileColumn.kind },
    ...fileColumns,
    { name: "title", type: "string", text: fileColumn.title },
    { name: "dated_on", type: "date", text: fileColumn.datedOn },
    { name: "retain_until", type: "date", text: fileColumn.retainUntil },
  ],
};

export const attachmentRow = (f: FileLink): string[] => [
  f.path,
  f.kind,
  ...fileFields(f),
  f.title,
  f.datedOn,
  f.retainUntil,
];

/**
 * Files that belong to a voucher that is kept and also to one that is not: the document belongs to the kept one, and is whole.
 * @returns how many, and for the first of them the name of the voucher that they are kept for
 */
export async function sharedFiles(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  limit: number,
): Promise<{ count: number; examples: string[] }> {
  if (keptVouchers(year, "voucher_documents") !== "marked") return { count: 0, examples: [] };
  const rows = await snapshot.query(
    `with ${keptLinksSql(companyId, year)}
     select d.file_name, trim(k.series || ' ' || k.number) as voucher, k.until, count(*) over () as count
       from (select distinct on (document_id) * from kept order by document_id, until desc, voucher_seq) k
       join ledger.documents d on d.id = k.document_id and d.company_id = $1
      where exists (select from ledger.voucher_documents o where o.company_id = $1 and o.financial_year_id = $2
                       and o.document_id = k.document_id
                       and not exists (select from kept q where q.document_id = o.document_id and q.voucher_seq = o.voucher_seq))
      order by k.voucher_seq, d.file_name collate "C", d.id limit ${limit}`,
    [companyId, year.id],
  );
  return { count: Number(rows[0]?.count ?? 0), examples: rows.map((r) => `${r.file_name}: ${r.voucher}, ${r.until}`) };
}

/** Rows of `attachments` for files that this login may not read: what belongs to a payroll voucher is in the payroll's archive. */
export async function* payrollLinks(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
): AsyncGenerator<string[]> {
  const sql = `
    with ${keptLinksSql(companyId, year)}
    select k.voucher_seq, k.series, k.number, k.until from kept k
     where not exists (select from ledger.documents d where d.id = k.document_id)
     order by k.voucher_seq, k.document_id`;
  for await (const rows of snapshot.cursor(sql, [companyId, year.id], 1000))
    for (const r of rows) yield ["", "payroll", r.series!, r.number!, r.voucher_seq!, "", "", "", "", "", "", r.until!];
}
