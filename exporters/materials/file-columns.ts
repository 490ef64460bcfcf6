import { fileColumn } from "../formats/texts/columns/file-columns.ts";
import type { Column } from "./table.ts";

/** A file as it was received, with a voucher that it belongs to. */
export type DescribedFile = {
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  voucher: { seq: string; series: string; number: string } | null;
};

/** What every table of files says of a file and of its voucher. */
export const fileColumns: readonly Column[] = [
  { name: "voucher_series", type: "string", text: fileColumn.series },
  { name: "voucher_number", type: "string", text: fileColumn.number },
  { name: "voucher_seq", type: "integer", text: fileColumn.seq },
  { name: "file_name", type: "string", text: fileColumn.name },
  { name: "media_type", type: "string", text: fileColumn.mediaType },
  { name: "bytes", type: "integer", text: fileColumn.bytes },
  { name: "sha256", type: "string", text: fileColumn.sha256 },
];

/** A row's fields of `fileColumns`. */
export const fileFields = ({ voucher, ...file }: DescribedFile): string[] => [
  voucher?.series ?? "",
  voucher?.number ?? "",
  voucher?.seq ?? "",
  file.fileName,
  file.mediaType,
  String(file.bytes),
  file.sha256,
];
