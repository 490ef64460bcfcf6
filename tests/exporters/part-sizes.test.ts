import { expect, test } from "vitest";
import { FRONT_BYTES, yearBytes } from "#exporters/part-sizes.ts";
import { type ArchiveFormat, archiveFormats } from "#exporters/run.ts";

/** Whole archives of one year as they came out, in bytes. `text`: 24 random characters in each line and voucher. */
const measured: readonly [formats: readonly ArchiveFormat[], accounts: number, lines: number, bytes: number][] = [
  [["csv"], 400, 1_005, 224_216],
  [["html"], 400, 1_005, 1_916_298],
  [["html"], 20, 1_001, 303_142],
  [["xlsx"], 400, 1_005, 491_328],
  [["pdf"], 400, 1_005, 447_766],
  [["csv"], 400, 10_003, 974_489],
  [["saft"], 400, 10_003, 560_067],
  [["sie"], 400, 10_003, 446_190],
  [["gdpdu"], 400, 10_003, 100_364],
  [["html"], 400, 10_003, 3_002_055],
  [["xlsx"], 400, 10_003, 2_079_139],
  [["pdf"], 400, 10_003, 1_874_186],
  [archiveFormats, 20, 1_001, 902_133],
  [archiveFormats, 400, 1_005, 2_891_929],
  [archiveFormats, 400, 10_003, 8_439_891],
  [archiveFormats, 400, 100_002, 62_833_887],
];

test.each(measured)(
  "%s, %i accounts, %i lines: no archive is larger than it was planned for",
  (formats, accounts, lines, bytes) => {
    const planned = FRONT_BYTES + yearBytes(new Set(formats), { accounts, lines, files: 0 });
    expect(planned).toBeGreaterThan(bytes);
    // And not so much larger that parts come out half empty where the books are large.
    if (lines > 5_000) expect(planned).toBeLessThan(bytes * 1.5);
  },
);
