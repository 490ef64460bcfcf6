import { z } from "zod";
import { parseLocal } from "../../i18n/parse-local.ts";

const localTime = (what: string) =>
  z.string().transform((text, context) => {
    const at = parseLocal(text.trim());
    if (at) return at;
    context.addIssue(`Give ${what} as a day and a time of Helsinki, such as 2026-12-07T09:00.`);
    return z.NEVER;
  });

const reason = z
  .string()
  .trim()
  .min(5, "Give the reason in a few words: it is kept with the change.")
  .max(1000, "The reason can have at most 1000 characters.");

/** The form of a new rota. Times are wall times of Europe/Helsinki. */
export const rotaForm = z.object({
  effectiveFrom: localTime("the beginning"),
  members: z
    .array(z.uuid("Choose the people from the list."))
    .min(1, "Choose at least one person.")
    .max(60, "A rota has at most 60 turns."),
  handoverWeekday: z.coerce.number("Choose the day of the hand-over.").int().min(1).max(7),
  handoverTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give the time of the hand-over, such as 09:00."),
  reason,
});

/** A holiday is shorter; every turn in between is looked at. */
const SWAP_DAYS_MAX = 60;

export const swapForm = z
  .object({
    startsAt: localTime("the start"),
    endsAt: localTime("the end"),
    toStaff: z.uuid("Choose who takes the time over."),
    reason,
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    message: "The end must be after the start.",
    path: ["endsAt"],
  })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= SWAP_DAYS_MAX * 86_400_000, {
    message: `Swap at most ${SWAP_DAYS_MAX} days at once.`,
    path: ["endsAt"],
  });

export const noteForm = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Write what the next person should know.")
    .max(4000, "A note can have at most 4000 characters."),
});
