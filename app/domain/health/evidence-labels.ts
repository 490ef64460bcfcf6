import { formatCount, formatMinutes, formatSeconds, formatShare } from "#app/i18n/formats.ts";
import { type PurposeName, purposes } from "#app/profile/purposes.ts";
import type { ComponentQuery } from "#db/schema/health.ts";

type Unit = (typeof purposes)[PurposeName]["unit"];

const isPurpose = (name: string): name is PurposeName => Object.hasOwn(purposes, name);

/** `0.93 s`, `1 h 12 min`, `66.7 %`, `3`: a value in its purpose's own unit. */
export function valueText(purpose: string, value: number): string {
  const unit: Unit | null = isPurpose(purpose) ? purposes[purpose].unit : null;
  if (unit === "seconds") return value < 120 ? formatSeconds(value) : formatMinutes(value / 60);
  if (unit === "share") return formatShare(value);
  if (unit === "up") return value >= 1 ? "Answers" : "Does not answer";
  return formatCount(Math.round(value * 100) / 100);
}

/** `slow above 0.80 s, partly down below 100.0 %`: the limits of a query. */
export function limitText({ purpose, slowAbove, partialBelow, downBelow }: ComponentQuery): string {
  const isUp = isPurpose(purpose) && purposes[purpose].unit === "up";
  const below = (limit: number) => (isUp ? "when it does not answer" : `below ${valueText(purpose, limit)}`);
  return [
    slowAbove !== undefined && `slow above ${valueText(purpose, slowAbove)}`,
    partialBelow !== undefined && `partly down ${below(partialBelow)}`,
    downBelow !== undefined && `down ${below(downBelow)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** `Average server time by server (role app)`: what a query asks, as a person calls it. */
export function questionText({ purpose, filters }: ComponentQuery): string {
  const what = isPurpose(purpose) ? purposes[purpose].what : purpose;
  const where = Object.entries(filters).map(([label, value]) => `${label} ${value}`);
  return where.length === 0 ? what : `${what} (${where.join(", ")})`;
}
