import type { Column } from "./table.ts";

/** A file as it was received, with a voucher that it belongs to. */
export type DescribedFile = {
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  voucher: { seq: string; series: string; number: string } | null;
};

/** What every table of files says of a file and of its voucher. @param seq what the voucher's place is a place in */
export const fileColumns = (seq: string): readonly Column[] => [
  { name: "voucher_series", type: "string", description: "Series of the voucher; empty without one." },
  { name: "voucher_number", type: "string", description: "Number of the voucher; empty without one." },
  { name: "voucher_seq", type: "integer", description: seq },
  { name: "file_name", type: "string", description: "The name under which the file was received." },
  { name: "media_type", type: "string", description: "Media type." },
  { name: "bytes", type: "integer", description: "Size." },
  { name: "sha256", type: "string", description: "SHA-256 of the file." },
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
