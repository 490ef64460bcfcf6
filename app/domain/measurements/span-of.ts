import type { Ask } from "./measurement.ts";

const units: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** From when to when an answer tells: an instant looks back over its window. @param to the instant, or the range's end */
export function spanOf(ask: Ask, to: Date): { from: string; to: string } {
  if (ask.kind === "range") return { from: ask.from.toISOString(), to: to.toISOString() };
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(ask.params?.window ?? "") ?? [];
  const seconds = count && unit ? Number(count) * units[unit]! : 0;
  return { from: new Date(to.getTime() - seconds * 1000).toISOString(), to: to.toISOString() };
}
