import { z } from "zod";
import { parseLocal } from "../../../i18n/parse-local.ts";
import { extents, type Failure, failureKinds } from "./recovery-rules.ts";

/** Clocks of two people differ. */
const AHEAD_MS = 5 * 60_000;

const localTime = (what: string) =>
  z.string(`Give when ${what}.`).transform((text, context) => {
    const at = parseLocal(text.trim());
    if (at) return at;
    context.addIssue(`Give when ${what} as a day and a time of Helsinki, such as 2026-11-23T09:40.`);
    return z.NEVER;
  });

const form = z.object({
  failed: localTime("the failure happened"),
  discovered: localTime("it was discovered"),
  extent: z.enum(extents, "Choose how far the failure reaches."),
  kind: z.enum(failureKinds, "Choose what happened to the data."),
});

export type RecoveryQuestion =
  | { asked: false }
  | { asked: true; failure: Failure }
  | { asked: true; failure: null; field: string; message: string };

/** The calculator's question from the address. Nothing asked, a question, or what is wrong with it and where. */
export function readRecoveryQuestion(params: URLSearchParams, now: Date): RecoveryQuestion {
  if (!Object.keys(form.shape).some((name) => params.has(name))) return { asked: false };
  const parsed = form.safeParse(Object.fromEntries(params));
  const wrong = (field: string, message: string) => ({ asked: true as const, failure: null, field, message });
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return wrong(String(issue.path[0]), issue.message);
  }
  const { failed: failedAt, discovered: discoveredAt, extent, kind } = parsed.data;
  if (discoveredAt < failedAt) return wrong("discovered", "It cannot be discovered before it happened.");
  if (+discoveredAt > +now + AHEAD_MS) return wrong("discovered", "This time has not come yet.");
  return { asked: true, failure: { failedAt, discoveredAt, extent, kind } };
}
