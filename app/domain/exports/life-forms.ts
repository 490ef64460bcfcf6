import { z } from "zod";
import { transitionBases } from "./clock-rules.ts";
import { calendarDay } from "./request-form.ts";

const words = z
  .string()
  .trim()
  .max(1000, "A reason has at most 1 000 characters.")
  .transform((text) => text || null);
/** Left empty, the law's own date is taken. */
const dayOrEmpty = z.union([z.literal(""), calendarDay]).transform((text) => text || null);

/** The dates of a switch, as typed. */
export const datesForm = z.object({
  noticeGivenOn: calendarDay,
  noticeEndsOn: dayOrEmpty.default(null),
  transitionEndsOn: dayOrEmpty.default(null),
  transitionBasis: z.enum(transitionBases, "Choose what the length of the transition is based on."),
  transitionReason: words.default(null),
  unfeasibleToldOn: dayOrEmpty.default(null),
  retrievalEndsOn: dayOrEmpty.default(null),
  retrievalReason: words.default(null),
});
export type DatesInput = z.input<typeof datesForm>;

/** Why something is done to an archive. */
export const lifeReason = z
  .string()
  .trim()
  .min(5, "Give the reason in a few words: it is kept with the request.")
  .max(1000, "A reason has at most 1 000 characters.");

/** What cannot be undone is done by nobody who has not said so. */
export const erasureForm = z.object({
  confirmed: z.literal(true, "Look at what is erased, and tick that it may go for good. Nothing has been approved."),
});

export const extensionForm = z.object({ retrievalEndsOn: calendarDay, reason: lifeReason });
