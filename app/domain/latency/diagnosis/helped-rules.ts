import type { Diagnosis, SavedDiagnosis } from "./diagnosis-types.ts";
import { percent, seconds } from "./words-rules.ts";

/** Of the excess that there was, so much may be left when it helped; twice as much when it helped partly. */
const LEFT_WHEN_HELPED = 0.25;
const LEFT_WHEN_PARTLY = 0.65;

type Helped = Omit<NonNullable<SavedDiagnosis["follows"]>, "id">;

/**
 * Whether the same hours of a later week are better: what is left of the excess above the normal of then, which the slow week
 * itself is no part of.
 */
export function helpedBetween(before: Diagnosis, after: Diagnosis): Helped {
  if (!before.excess || before.excess.normal === null || !after.excess)
    return { helped: "not_enough_data", sentence: "There is not enough data to compare the two weeks." };
  const { seen, normal } = before.excess;
  const had = seen - normal;
  if (had <= 0)
    return {
      helped: "not_enough_data",
      sentence: "There was nothing abnormal before, so there is nothing to compare.",
    };
  const left = Math.max(0, after.excess.seen - normal) / had;
  const figures = `loads took ${seconds(after.excess.seen)}; before ${seconds(seen)}, normally ${seconds(normal)}`;
  if (left <= LEFT_WHEN_HELPED) return { helped: "yes", sentence: `It helped: ${figures}.` };
  if (left <= LEFT_WHEN_PARTLY)
    return { helped: "partly", sentence: `It helped in part: ${figures}. ${percent(left)} of the excess is left.` };
  return {
    helped: "no",
    sentence: `It did not help: ${figures}. ${percent(Math.min(left, 9.99))} of the excess is left.`,
  };
}
