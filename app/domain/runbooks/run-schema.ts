import { z } from "zod";

const LONGEST = 2000;
const paragraphs = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, "\n").trim())
  .pipe(
    z
      .string()
      .max(LONGEST, `Shorten the text: at most ${LONGEST} characters.`)
      .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, "Leave out control characters."),
  );

export const optionalNote = paragraphs.nullish().transform((text) => text || null);
export const needed = (missing: string) => paragraphs.pipe(z.string().min(1, missing));

const instant = z.iso.datetime({ offset: true, error: "Give day and time." });
/** What checks and links are filled with. Names are labels of measurements: no more than those are made of. */
export const paramsSchema = z.object({
  customer: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/i, "Give the customer's business id, such as 1234567-8.")
    .optional(),
  component: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Give the component's key, such as banks.")
    .optional(),
  page: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}{}"]*$/u, "Give the page's name.")
    .optional(),
  from: instant.optional(),
  to: instant.optional(),
});

export const startForm = z.object({
  runbook: z.string().max(63),
  caseNumber: z.int().positive().nullable().default(null),
  windowId: z.uuid().nullable().default(null),
  incidentNumber: z.int().positive().nullable().default(null),
  fromStep: z.int().positive().max(200).default(1),
  params: paramsSchema.default({}),
});

export const stepInput = z.object({ runId: z.uuid(), step: z.string().max(200) });
