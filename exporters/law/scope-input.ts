import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { archiveParts, booksMaterials, payrollMaterials, recordMaterials, retentionBases } from "./types.ts";

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** A calendar day as YYYY-MM-DD, one that exists. */
export const day = z.string().refine((s) => /^\d{4}-\d{2}-\d{2}$/.test(s) && isDay(s), "must be a day as YYYY-MM-DD");

/** Only what the law names can be written here, so that an adjustment never brings in anything else. */
export const adjustmentSchema = z
  .object({
    kind: z.enum(["leave_out", "keep_until"]),
    /** The last day of the financial year that it is about; null: every year. */
    yearEndsOn: day.nullable(),
    material: z.enum([...booksMaterials, ...payrollMaterials, ...recordMaterials]),
    /** The last day to keep it, for `keep_until` alone. */
    until: day.nullable(),
    reason: z.string().trim().min(5, "needs at least 5 characters").max(1000, "takes at most 1,000 characters"),
  })
  .refine((a) => (a.kind === "keep_until") === (a.until !== null), {
    path: ["until"],
    message: "is the last day to keep something longer, and has no place when it is left out",
  });
/** What an officer decided beside the law, with a reason: statutory material left out or kept longer, never anything else. */
export type Adjustment = z.infer<typeof adjustmentSchema>;

export const scopeInput = z.object({
  part: z.enum(archiveParts).default("books"),
  company: z.object({ id: z.string().min(1), businessId: z.string().min(1), country: z.string(), name: z.string() }),
  years: z.array(
    z.object({
      id: z.string().min(1),
      startsOn: day,
      endsOn: day,
      closedOn: day.nullable(),
      /** Vouchers of the year with a retention of their own, counted by basis and starting day. */
      marks: z
        .array(z.object({ basis: z.enum(retentionBases), startsOn: day, vouchers: z.number().int().positive() }))
        .default([]),
    }),
  ),
  asOf: day,
  wantedYears: z.array(z.number().int()).nonempty("names no year: leave it out to ask for all").optional(),
  employees: z
    .array(z.object({ number: z.string().min(1), employedFrom: day, employedUntil: day.nullable() }))
    .default([]),
  /** Which records there are; `recordYear` is the calendar year of the hours, or in which the holiday credit year ends. */
  records: z
    .array(
      z.object({
        employeeNumber: z.string().min(1),
        material: z.enum(recordMaterials),
        recordYear: z.number().int().min(1900).max(2200),
      }),
    )
    .default([]),
  adjustments: z.array(adjustmentSchema).default([]),
});
export type ScopeInput = z.input<typeof scopeInput>;
/** As `decideScope` reads it, with nothing left out. */
export type ParsedScopeInput = z.output<typeof scopeInput>;
