import { z } from "zod";

const HOUR_MS = 3_600_000;
/** Shorter holds too few scrapes to count anything. */
const SHORTEST_MS = 10 * 60_000;
/** Longer would be compared with weeks that overlap it. */
const LONGEST_MS = 7 * 24 * HOUR_MS;

/** What a diagnosis is asked about. */
export const diagnosisInput = z
  .object({
    businessId: z.string().trim().min(1, "Give the customer's business id.").max(40),
    from: z.date({ error: "Give the time from which it was slow." }),
    to: z.date({ error: "Give the time until which it was slow." }),
    page: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .transform((page) => page || null),
  })
  .refine(({ from, to }) => from < to, { error: "The end must be after the beginning.", path: ["to"] })
  .refine(({ from, to }) => to.getTime() - from.getTime() >= SHORTEST_MS, {
    error: "Choose at least ten minutes: in less there are too few measurements.",
    path: ["to"],
  })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= LONGEST_MS, {
    error: "Choose at most seven days: a longer period would be compared with itself.",
    path: ["to"],
  });
export type DiagnosisInput = z.input<typeof diagnosisInput>;
