import { z } from "zod";
import { type CaseKind, caseKinds } from "./case-kinds.ts";
import { externalNumberSchema, languageSchema, prioritySchema, subjectSchema, textSchema } from "./case-schema.ts";

/** What a ticket system sends. Pure. */

/** An authority's request is registered by people, on its own page. */
const kinds = caseKinds.filter((kind) => kind !== "log_disclosure") as Exclude<CaseKind, "log_disclosure">[];

export const programCaseSchema = z.strictObject(
  {
    kind: z.enum(kinds, `Say what the case is about: ${kinds.join(", ")}.`),
    businessId: z
      .string("Name the customer by its business id.")
      .trim()
      .min(1, "Name the customer by its business id.")
      .max(40, "A business id has at most 40 characters.")
      .nullable()
      .default(null),
    subject: subjectSchema,
    /** The customer's own words. */
    message: textSchema.nullable().default(null),
    language: languageSchema.default("fi"),
    priority: prioritySchema.default("normal"),
    externalNumber: externalNumberSchema.default(null),
    /** Answers to the kind's questions, as far as they are known. */
    request: z.record(z.string().max(100), z.string("An answer is a text.").max(20_000)).default({}),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `This is not known here: ${issue.keys.join(", ").slice(0, 200)}.`
        : "Send a JSON object.",
  },
);

export const idempotencyKeySchema = z
  .string("Send a header Idempotency-Key with a value of its own for each case, such as a UUID.")
  // The header's value is a string of RFC 8941, which stands in quotes; many programs leave them out.
  .transform((text) => /^"(.*)"$/.exec(text.trim())?.[1] ?? text.trim())
  .pipe(
    z.string().regex(/^[\x21-\x7e]{1,255}$/, "The Idempotency-Key has 1 to 255 visible characters, such as a UUID."),
  );

/** The same JSON in one way of writing it, whatever the order of its names. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}
