import { FolderNames, safeName } from "../formats/file-names.ts";
import type { Material } from "../law/types.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";

/** A file of a year with its place in the archive, and one of the vouchers it belongs to. */
export type FileLink = {
  /** Below the year's folder. */
  path: string;
  /** True on the first link of a file: the bytes are written once. */
  first: boolean;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  kind: string;
  voucher: { seq: string; series: string; number: string } | null;
};

/** Which folder a kind of document goes to, and which material of the law it is. */
export const documentKinds: Record<string, { folder: "vouchers" | "statements" | "returns"; material: Material }> = {
  voucher: { folder: "vouchers", material: "voucher_documents" },
  financial_statements: { folder: "statements", material: "financial_statements" },
  management_report: { folder: "statements", material: "management_report" },
  balance_specification: { folder: "statements", material: "balance_specifications" },
  vat_return: { folder: "returns", material: "vat_return_documents" },
  employer_return: { folder: "returns", material: "employer_return_documents" },
};

/**
 * Every file of the year with each voucher it belongs to, sorted so that a file's links stand together and the files of one
 * folder stand together: names can then be given with no more memory than one folder takes. Calling it again gives the same.
 * A file of several vouchers lies with the first of them.
 */
export async function* fileLinks(
  snapshot: Snapshot,
  companyId: string,
  yearId: string,
  kinds: readonly string[],
): AsyncGenerator<FileLink> {
  const sql = `
    select d.id, d.kind, d.file_name, d.media_type, d.byte_size, d.sha256, f.series as first_series, f.number as first_number,
           lower(f.number) as folded_number, l.voucher_seq, v.series, v.number
      from ledger.documents d
      left join (select vd.document_id, min(vd.voucher_seq) as seq from ledger.voucher_documents vd
                  where vd.company_id = $1 and vd.financial_year_id = $2 group by 1) first on first.document_id = d.id
      left join ledger.vouchers f on f.company_id = $1 and f.financial_year_id = $2 and f.seq = first.seq
      left join ledger.voucher_documents l on l.document_id = d.id and l.company_id = $1 and l.financial_year_id = $2
      left join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = $2 and v.seq = l.voucher_seq
     where d.company_id = $1 and d.financial_year_id = $2 and d.kind = any ($3::text[])
     order by d.kind collate "C", lower(f.series) collate "C", lower(f.number) collate "C", f.seq, d.file_name collate "C",
              d.sha256 collate "C", d.id, l.voucher_seq`;
  const otherFolders = new Map<string, FolderNames>();
  let folderKey = "";
  let names = new FolderNames();
  let documentId: string | null = null;
  let path = "";
  for await (const rows of snapshot.cursor(sql, [companyId, yearId, kinds], 1000)) {
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
          const shared = otherFolders.get(folder) ?? new FolderNames();
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
        voucher: r.voucher_seq == null ? null : { seq: r.voucher_seq, series: r.series!, number: r.number! },
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
    { name: "path", type: "string", description: "The file, from the year's folder on." },
    { name: "kind", type: "string", description: "What it is: voucher, financial_statements, vat_return and so on." },
    { name: "voucher_series", type: "string", description: "Series of the voucher; empty without one." },
    { name: "voucher_number", type: "string", description: "Number of the voucher; empty without one." },
    {
      name: "voucher_seq",
      type: "integer",
      description: "The voucher's place in journal.csv and vouchers.csv; empty without one.",
    },
    { name: "file_name", type: "string", description: "The name under which the file was received." },
    { name: "media_type", type: "string", description: "Media type." },
    { name: "bytes", type: "integer", description: "Size." },
    { name: "sha256", type: "string", description: "SHA-256 of the file." },
  ],
};

export const attachmentRow = (f: FileLink): string[] => [
  f.path,
  f.kind,
  f.voucher?.series ?? "",
  f.voucher?.number ?? "",
  f.voucher?.seq ?? "",
  f.fileName,
  f.mediaType,
  String(f.bytes),
  f.sha256,
];
