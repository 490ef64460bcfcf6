import type { ArchiveFormat } from "./run.ts";

/** Bytes in the ZIP, compressed. */
type Sizes = { year: number; account: number; line: number };

/**
 * What each format takes: a year's files at least, then for each account and for each voucher line. Measured on books of 1,000,
 * 10,000 and 100,000 lines, of 20 and of 400 accounts, with texts that compress well and with texts of which 24 characters are
 * random; about a fifth on top of the largest, so that the whole stays above what was measured.
 */
const sizes: Readonly<Record<ArchiveFormat, Sizes>> = {
  csv: { year: 30_000, account: 60, line: 100 },
  saft: { year: 20_000, account: 40, line: 55 },
  sie: { year: 20_000, account: 40, line: 45 },
  gdpdu: { year: 10_000, account: 0, line: 0 },
  html: { year: 60_000, account: 4500, line: 150 },
  xlsx: { year: 150_000, account: 150, line: 210 },
  pdf: { year: 80_000, account: 250, line: 190 },
};

/** The first part's pages, lists and reports, and the seals. */
export const FRONT_BYTES = 110_000;

/** What an original takes beside its own bytes: where it lies, and what the ZIP and the manifest say of it. */
export const ORIGINAL_OVERHEAD = 600;
/** What the lists and the pages say of it. */
const LISTED_ORIGINAL = 600;

/** Bytes of a year's generated files, compressed, at most, as far as its texts are not unusually long. */
export const yearBytes = (
  formats: ReadonlySet<ArchiveFormat>,
  { accounts, lines, files }: { accounts: number; lines: number; files: number },
): number =>
  [...formats].reduce((sum, format) => {
    const { year, account, line } = sizes[format];
    return sum + year + accounts * account + lines * line;
  }, files * LISTED_ORIGINAL);
