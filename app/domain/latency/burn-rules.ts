/**
 * How fast the share of slow requests uses up what the objective allows: 1 uses exactly all of it over the objective's
 * period (Google SRE workbook, "Alerting on SLOs").
 * @param badShare 0..1; null without traffic
 * @param objective the share of requests within the target that is aimed at, below 1
 */
export function burnOf(badShare: number | null, objective: number): number | null {
  return badShare === null ? null : Math.max(0, badShare) / (1 - objective);
}

/**
 * Whether an alert of two windows fires: the long one says that it matters, the short one that it still goes on.
 * @returns null when a window has no data: unknown is not quiet
 */
export function firingOf(long: number | null, short: number | null, factor: number): boolean | null {
  if (long === null || short === null) return null;
  return long > factor && short > factor;
}

const lengths: Readonly<Record<string, string>> = { m: "minutes", h: "hours", d: "days" };
const singular: Readonly<Record<string, string>> = { m: "minute", h: "hour", d: "day" };

/** `6 hours` for 6h. */
export function windowWords(window: string): string {
  const amount = window.slice(0, -1);
  const unit = window.slice(-1);
  return `${amount} ${(amount === "1" ? singular : lengths)[unit]}`;
}

/** One line about an alert, firing or not. */
export function burnWords({
  factor,
  long,
  short,
}: {
  factor: number;
  long: { window: string; burn: number | null };
  short: { window: string; burn: number | null };
}): string {
  const one = ({ window, burn }: { window: string; burn: number | null }) =>
    `${burn === null ? "no data" : burn.toFixed(1)} over ${windowWords(window)}`;
  const firing = firingOf(long.burn, short.burn, factor);
  const figures = `${one(long)}, ${one(short)}`;
  if (firing === null) return `Not known: ${figures}; it fires above ${factor} in both.`;
  return firing
    ? `Firing: ${figures}; both are above ${factor}.`
    : `Quiet: ${figures}; it fires above ${factor} in both.`;
}
