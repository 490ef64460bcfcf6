import { z } from "zod";
import { parseLocal } from "../../../i18n/parse-local.ts";
import { impacts, openStates } from "./incident-states.ts";

/** Nothing that is being told of now began longer ago; catches a mistyped year. */
const LONGEST_AGO_DAYS = 366;

/** Text of several lines. The line ends of a form become plain ones; other control characters are never typed on purpose. */
const paragraphs = (missing: string, max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
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

/**
 * An instant not in the future, as people in Helsinki read it off the wall (`2026-11-22T21:40`); empty is now.
 * @param now what the console's clock says
 */
const pastTime = (now: Date) =>
  z
    .string()
    .trim()
    .default("")
    .transform((text, context) => {
      if (text === "") return now;
      const at = parseLocal(text);
      const problem = !at
        ? "Give the day and the time, such as 2026-11-22T21:40."
        : at > now
          ? "This is still to come. Give a time that has passed, or leave it empty for now."
          : now.getTime() - at.getTime() > LONGEST_AGO_DAYS * 86_400_000
            ? "This is more than a year ago. Look at the year again."
            : null;
      if (!at || problem) {
        context.addIssue(problem!);
        return z.NEVER;
      }
      return at;
    });

/** Impacts by component key. One component is named once. */
const impactList = z
  .array(z.object({ component: z.string().max(63), impact: z.enum(impacts, "Choose an impact from the list.") }))
  .max(60)
  .refine((list) => new Set(list.map((row) => row.component)).size === list.length, "Name each component once.");
export type ImpactList = z.output<typeof impactList>;

const someImpact = (missing: string) =>
  impactList.refine((list) => list.some((row) => row.impact !== "operational"), missing);

/** Which incident, in which version, the person saw. */
export const seenSchema = z.object({
  number: z.int().positive().max(2_147_483_647),
  version: z.int().positive().max(2_147_483_647),
});
export type Seen = z.infer<typeof seenSchema>;

export const openForm = (now: Date) =>
  z.object({
    title: line("Say in a few words what is wrong.", 160),
    startedAt: pastTime(now),
    text: paragraphs("Say what is known so far.", 4000),
    impacts: someImpact("Choose at least one component and what is wrong with it."),
    openedFrom: z.enum(["hand", "component", "alert"]).default("hand"),
    alertName: z
      .string()
      .trim()
      .max(200)
      .default("")
      .transform((name) => name || null),
    /** The person has seen the open incidents of the same components and wants another one. */
    openAnother: z.boolean().default(false),
  });

export const updateForm = z.object({
  text: paragraphs("Say what is new.", 4000),
  state: z.enum(openStates, "Choose the state from the list."),
  impacts: impactList,
});

export const resolveForm = (now: Date) =>
  z.object({ text: paragraphs("Say what ended it.", 4000), resolvedAt: pastTime(now) });

export const reopenForm = z.object({
  reason: paragraphs("Say why it is open again.", 4000),
  impacts: someImpact("Choose at least one component and what is wrong with it again."),
});

export const followUpForm = z.object({
  text: line("Say what is to be done.", 300),
  owner: line("Name the person or the team.", 120),
  dueOn: z
    .union([z.literal(""), z.iso.date("Give a day that exists, as YYYY-MM-DD, or leave it empty.")])
    .default("")
    .transform((day) => day || null),
});

export const reviewFields = ["whatHappened", "cause", "whatHelped", "whatChanges"] as const;
export type ReviewField = (typeof reviewFields)[number];

export const reviewForm = z.object({
  whatHappened: paragraphs("Tell what happened.", 8000),
  cause: paragraphs("Name the cause, or say that it is not known.", 8000),
  whatHelped: paragraphs("Say what helped: the next one will be shown it.", 8000),
  whatChanges: paragraphs("Say what changes, or that nothing does and why.", 8000),
});
