import { z } from "zod";
import { languages } from "../../i18n/languages.ts";

/** Text of several lines. The line ends of a form become plain ones; other control characters are never typed on purpose. */
const paragraphs = (max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .max(max, `Shorten the text: at most ${max} characters.`)
        .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, "Leave out control characters."),
    );

const line = (missing: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(max, `Shorten it: at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");

const instant = (missing: string) =>
  z.iso.datetime({ offset: true, error: missing }).transform((text) => new Date(text));
const reason = (missing: string) => paragraphs(1000).pipe(z.string().min(1, missing));

/** Which window, in which version, the person saw. */
export const seenSchema = z.object({ id: z.uuid(), version: z.int().positive().max(2_147_483_647) });
export type Seen = z.infer<typeof seenSchema>;

const keys = z
  .array(z.string().max(63))
  .min(1, "Choose at least one component.")
  .max(60)
  .transform((list) => [...new Set(list)]);

const message = paragraphs(4000);
export const editForm = z.object({
  titles: z.object({
    fi: line("Give the title in Finnish.", 160),
    sv: line("Give the title in Swedish.", 160),
    en: line("Give the title in English.", 160),
  }),
  messages: z.object({ fi: message, sv: message, en: message }),
  components: keys,
});

const WHY = "Say why: the second person and the history read it.";
export const changeForm = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("skip"), reason: reason(WHY) }),
    z.object({
      kind: z.enum(["move", "shorten", "lengthen"]),
      startsAt: instant("Give the day and the time at which it starts."),
      endsAt: instant("Give the day and the time at which it ends."),
      reason: reason(WHY),
    }),
  ],
  "Choose whether to move, skip, shorten or lengthen it.",
);

export const decisionForm = z
  .object({
    decision: z.enum(["approve", "refuse"], "Choose whether to approve or to refuse."),
    note: paragraphs(1000),
  })
  .refine(({ decision, note }) => decision === "approve" || note !== "", {
    message: "Say why you refuse: whoever proposed it reads this.",
    path: ["note"],
  });

export const extendForm = z.object({
  endsAt: instant("Give the day and the time of the new end."),
  reason: reason("Say why it needs more time: the history tells it."),
});

export const cancelForm = z.object({ reason: reason("Say why it is cancelled: the history tells it.") });

export const checkForm = z.object({ position: z.int().min(0).max(1000), done: z.boolean() });

export const urgentForm = z.object({
  sentence: line("Say in one sentence what customers will notice, and why.", 500),
  /** In which the sentence is written. */
  language: z.enum(languages).default("en"),
  components: keys,
  startsAt: instant("Give the day and the time at which it starts, or leave it empty for now.").nullable(),
  minutes: z
    .int("Give whole minutes.")
    .min(5, "At least 5 minutes.")
    .max(1440, "At most 1440 minutes: a window lasts 24 hours at most."),
});
