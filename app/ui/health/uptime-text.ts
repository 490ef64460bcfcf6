import type { ComponentHistory } from "#app/domain/health/health-view.ts";
import { formatMinutes } from "#app/i18n/formats.ts";

/** `99.95 %`, rounded down: what was away for a second is not written as 100 %. */
export function uptimeText(share: number | null): string {
  return share === null ? "No data" : `${(Math.floor(share * 10_000 + 1e-7) / 100).toFixed(2)} %`;
}

type Known = Pick<ComponentHistory["uptime"][number], "knownMs" | "unknownMs">;

const DAY_MS = 86_400_000;
const MOSTLY = 0.9;

/**
 * How much is known of a period, when it is not most of it. Less than a day says nothing about a week or a quarter: no share
 * is written then, however good it looks.
 */
export function knownText({ knownMs, unknownMs }: Known): { enough: boolean; note: string | null } {
  if (knownMs < DAY_MS) return { enough: false, note: "too little known" };
  if (knownMs >= MOSTLY * (knownMs + unknownMs)) return { enough: true, note: null };
  return { enough: true, note: `of the ${formatMinutes(knownMs / 60_000)} known` };
}
