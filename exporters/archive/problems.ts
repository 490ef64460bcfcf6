/** Everything that can be wrong with a file that claims to be an archive, as a closed set. */
export const problemCodes = [
  // the file
  "not_readable",
  "not_a_zip",
  "zip_structure",
  "zip_entry_headers_differ",
  "zip_entry_overlap",
  "zip_entry_duplicate",
  "zip_entry_encrypted",
  "zip_entry_method",
  "zip_entry_damaged",
  "zip_limit",
  "zip_entries_hash",
  // the bag
  "bag_not_found",
  "bad_declaration",
  "bad_encoding",
  "no_payload_folder",
  "no_manifest",
  "unknown_algorithm",
  "bad_manifest_line",
  "unsafe_path",
  "listed_twice",
  "listed_file_missing",
  "file_not_listed",
  "hash_differs",
  "bad_bag_info",
  "oxum_differs",
  "bad_fetch",
  "not_fetched",
  "not_a_file",
  "name_variant",
  "relative_prefix",
  "checksum_tool_format",
  "system_file",
  "too_large",
  // the archive
  "not_signed",
  "bad_public_key",
  "wrong_key",
  "bad_signature",
  "seal_missing",
  "seal_unexpected",
  "bad_certificate_signature",
  "bad_time_stamp",
  "untrusted_certificate",
  "control_totals_missing",
  "control_totals_bad",
  "csv_syntax",
  "csv_columns",
  "bad_amount",
  "rows_differ",
  "vouchers_differ",
  "payroll_differs",
  "debit_differs",
  "credit_differs",
  "year_differs",
  "too_many",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type Problem = {
  severity: "error" | "warning";
  code: ProblemCode;
  /** A path, with a line where there is one ("manifest-md5.txt:3"). */
  place: string;
  /** A sentence. */
  message: string;
};

/** A damaged file can have a problem per entry; nobody reads more than these. */
const MAX_PROBLEMS = 500;

export class Problems {
  readonly list: Problem[] = [];

  add(severity: Problem["severity"], code: ProblemCode, place: string, message: string): void {
    if (this.list.length < MAX_PROBLEMS) this.list.push({ severity, code, place, message });
    else if (this.list.length === MAX_PROBLEMS)
      this.list.push({
        severity: "error",
        code: "too_many",
        place: "",
        message: `There are more than ${MAX_PROBLEMS} problems; the rest is not listed.`,
      });
  }
  error(code: ProblemCode, place: string, message: string): void {
    this.add("error", code, place, message);
  }
  warn(code: ProblemCode, place: string, message: string): void {
    this.add("warning", code, place, message);
  }
  get failed(): boolean {
    return this.list.some((p) => p.severity === "error");
  }
}
