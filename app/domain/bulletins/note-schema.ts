import { z } from "zod";
import type { Language } from "../../i18n/languages.ts";

export const NOTE_MAX = 500;

const line = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().max(NOTE_MAX, `A note can have at most ${NOTE_MAX} characters.`))
  .default("");

/**
 * What readers are told in each language of a correction or retraction, under the form's own name for it. The first language
 * must be there; readers of one that is missing are shown that.
 * @param missing what to say without it
 */
export function noteSchema<N extends string>(first: Language, missing: string, name: N) {
  const note = z
    .object({ fi: line, sv: line, en: line })
    .refine((given) => given[first] !== "", { message: missing, path: [first] });
  return z.object({ [name]: note } as Record<N, typeof note>);
}

/** What a reviewer writes to whoever sent it. */
export const commentSchema = z.object({
  note: z
    .string()
    .trim()
    .min(1, "Say what should be different.")
    .max(2000, "Comments can have at most 2000 characters."),
});
