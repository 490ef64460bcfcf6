import { z } from "zod";
import type { ReleaseItem } from "#db/schema/releases.ts";
import { bulletinSections as changeSections } from "../bulletins/content-schema.ts";

/** A busy week is a third of this. */
const CHANGES_MAX = 200;
const TEXT_MAX = 500;
const NAMES_MAX = 50;
const NAME_MAX = 100;
/** Clocks of pipelines go wrong by seconds; by more is a mistake. */
const FUTURE_MINUTES = 5;
/** No product keeps measurements for longer, and a year of two digits is a slip. */
const EARLIEST = new Date("2000-01-01T00:00:00Z");

const PLAIN = /^[^\p{Cc}]*$/u;

const text = z
  .string("Give the change as a text.")
  .trim()
  .min(1, "Say what changed.")
  .max(TEXT_MAX, `A change can have at most ${TEXT_MAX} characters.`)
  .regex(PLAIN, "Leave out line breaks and control characters.");
const names = z
  .array(
    z
      .string("Give names as texts.")
      .trim()
      .min(1, "A name cannot be empty.")
      .max(NAME_MAX, `A name can have at most ${NAME_MAX} characters.`)
      // Where people type them, names stand one a line, or between brackets with commas.
      .regex(
        /^(?!\[|.*\s\[)[^\p{Cc},]*$/u,
        "Leave out commas, line breaks and control characters, and brackets at the beginning of a word.",
      ),
    "Give a list of names.",
  )
  .max(NAMES_MAX, `At most ${NAMES_MAX} names can be given.`)
  .default([]);

const changeObject = z.strictObject(
  {
    section: z.enum(changeSections, `The section is one of ${changeSections.join(", ")}.`).optional(),
    text,
    pages: names,
    apis: names,
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? unknownKeys(issue.keys)
        : "Give a change as a text, or as an object with a text.",
  },
);
const unknownKeys = (keys: readonly string[]) => `Not known here: ${keys.join(", ")}.`;

/** A text alone may begin with its section: "fixed: The sum of a payslip". */
const changeText = text
  .transform((line) => ({ ...sectioned(line), pages: [], apis: [] }))
  .refine((parts) => parts.text !== "", "Say what changed.");

const SECTION = new RegExp(`^(${changeSections.join("|")})\\s*:\\s*`, "i");

/** Takes the section off the beginning of a line, where one stands. */
export function sectioned(line: string): { section?: ReleaseItem["section"]; text: string } {
  const found = SECTION.exec(line);
  if (!found) return { text: line };
  return { section: found[1]!.toLowerCase() as ReleaseItem["section"], text: line.slice(found[0].length) };
}

/** Looked at by its kind, so that a fault is told of the form that was meant and not of both. */
const change = z.unknown().transform((given, context) => {
  const parsed = (typeof given === "string" ? changeText : changeObject).safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
});

export const changesSchema = z
  .array(change, "Give a list of changes.")
  .min(1, "Say at least one thing that changed.")
  .max(CHANGES_MAX, `A release can have at most ${CHANGES_MAX} changes.`);

export const versionSchema = z
  .string("Give the version as a text.")
  .trim()
  // With a digit, so that it is never the name of a page such as /releases/new.
  .regex(
    /^(?=.*\d)[0-9A-Za-z][0-9A-Za-z._+-]{0,49}$/,
    "A version has 1 to 50 letters, digits and . _ + -, begins with a letter or digit, and has a digit.",
  );

/** What a pipeline sends. @param now the latest time of a release is five minutes after it */
export const releaseSchema = (now: Date) =>
  z.strictObject(
    {
      version: versionSchema,
      kind: z.enum(["weekly", "urgent"], "The kind is weekly or urgent."),
      releasedAt: z.iso
        .datetime({ offset: true, error: "Give an instant with its offset, such as 2026-11-17T06:00:00+02:00." })
        .transform((given) => new Date(given))
        .refine((at) => at >= EARLIEST, "That is before 2000. Correct the year.")
        .refine(
          (at) => at.getTime() <= now.getTime() + FUTURE_MINUTES * 60_000,
          "That is in the future. A release is recorded when it is out.",
        )
        .optional(),
      commit: z
        .string("Give the commit as a text.")
        .trim()
        .toLowerCase()
        .regex(/^[0-9a-f]{7,64}$/, "A commit is 7 to 64 hexadecimal digits.")
        .optional(),
      changes: changesSchema,
    },
    {
      error: (issue) => (issue.code === "unrecognized_keys" ? unknownKeys(issue.keys) : "Give a release as an object."),
    },
  );

type Change = z.output<typeof changesSchema>[number];

/** What says nothing of its section is urgent in an urgent release and an improvement otherwise. */
export const itemsOf = (changes: readonly Change[], kind: "weekly" | "urgent"): ReleaseItem[] =>
  changes.map(({ section = kind === "urgent" ? "urgent" : "improved", text: words, pages, apis }) => ({
    section,
    text: words,
    pages,
    apis,
  }));

export const rollBackSchema = z.object({
  reason: z
    .string()
    .trim()
    .min(5, "Say why in a few words: whoever reads of the release reads it.")
    .max(500, "A reason can have at most 500 characters."),
});
