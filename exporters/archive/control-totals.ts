import { z } from "zod";

/** Where an archive states its own totals, inside data/. */
export const CONTROL_TOTALS_PATH = "reports/control-totals.json";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const amount = z.string().regex(/^-?\d+\.\d{2}$/);
const count = z.number().int().nonnegative();

/**
 * What the ledger's snapshot counted before the archive was written. `verifyArchive` counts the archive's files again.
 * `vouchers` counts the year's vouchers, also those without lines; `files` has the data rows (no heading) of each CSV of
 * the year, by its path in the year's folder. A year whose journal is out of scope has no `ledger/journal.csv`.
 */
export const controlTotalsSchema = z.object({
  formatVersion: z.literal(1),
  company: z.object({ businessId: z.string(), country: z.string() }),
  years: z.array(
    z.object({
      startsOn: day,
      endsOn: day,
      vouchers: count,
      /** Rows of `ledger/vouchers.csv`, where they are not all the vouchers of the journal. */
      keptVouchers: count.optional(),
      lines: count,
      debit: amount,
      credit: amount,
      files: z.record(z.string(), count),
      // Of the payroll's archive: the sums of `ledger/payslips.csv`.
      payroll: z.object({ payslips: count, gross: amount, withheldTax: amount, net: amount }).optional(),
    }),
  ),
  // Of the payroll's archive: the data rows of each CSV at the top of its payload.
  files: z.record(z.string(), count).optional(),
});
export type ControlTotals = z.infer<typeof controlTotalsSchema>;

/** What a disclosure of a log states: the data rows (no heading) of each CSV at the top of its payload, by its path there. */
export const disclosureTotalsSchema = z.object({
  formatVersion: z.literal(1),
  disclosure: z.object({ number: count, scopeSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  files: z.record(z.string(), count),
});
export type DisclosureTotals = z.infer<typeof disclosureTotalsSchema>;
