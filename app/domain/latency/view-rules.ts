import type { LatencyView } from "./latency-types.ts";

/** Lengths that end now, as the address names them, and as people do. */
export const rollingLabels: Readonly<Record<string, string>> = {
  "24h": "24 hours",
  "7d": "7 days",
  "28d": "28 days",
  "91d": "91 days",
  "365d": "365 days",
};

/** A period's label after other words: `last 28 days`, `Week 48, 2026`. */
export const inSentence = (label: string): string => label.replace(/^Last /, "last ");

/** The parameters that lead back to a view, without the defaults. */
export function viewParams(view: LatencyView): Record<string, string | undefined> {
  return {
    period: view.period === "24h" ? undefined : view.period,
    from: view.from,
    to: view.to,
    client: view.client || undefined,
    page: view.page,
    split: view.split ? "1" : undefined,
  };
}
