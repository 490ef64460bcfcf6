import type { CheckSeen } from "#app/domain/runbooks/check-seen.ts";
import { formatCount } from "#app/i18n/formats.ts";
import type { TagTone } from "../tag.tsx";

/** Unknown is never green. */
export const outcomes: Record<CheckSeen["outcome"], { tone: TagTone; word: string }> = {
  passed: { tone: "good", word: "Passed" },
  failed: { tone: "bad", word: "Failed" },
  unknown: { tone: "neutral", word: "Unknown" },
};

/** `0.62 s`, `3 copies`, `12 400`: at most three digits after the point. */
export function seenText({ value, unit }: Pick<CheckSeen, "value" | "unit">): string {
  if (value === null) return "none";
  const number = Number.isInteger(value)
    ? formatCount(value)
    : String(Number(value.toFixed(Math.abs(value) < 0.01 ? 5 : 3)));
  return unit ? `${number} ${unit}` : number;
}
