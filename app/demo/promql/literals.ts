import { PromqlError } from "./promql-error.ts";

const unitMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds of a duration such as 5m or 1h30m; a bare number is seconds. A year is 365 days, as in Prometheus. */
export function durationMs(text: string): number {
  if (/^[\d.]+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit!]!, 0);
  if (parts.map(([part]) => part).join("") !== text || total <= 0)
    throw new PromqlError(`invalid parameter "query": not a valid duration string: "${text}"`);
  return total;
}

/** A number literal: decimal, hexadecimal, Inf, NaN, or a duration, which is its seconds. */
export function numberValue(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const bare = text.replace(/^[+-]\s*/, "").replaceAll("_", "");
  if (/^inf$/i.test(bare)) return sign * Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(bare)) return Number.NaN;
  const value = Number(bare);
  return sign * (Number.isNaN(value) ? durationMs(bare) / 1000 : value);
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** A string literal's value: Go's escapes in quotes, none between backticks. */
export function stringValue(literal: string): string {
  const inside = literal.slice(1, -1);
  if (literal.startsWith("`")) return inside;
  return inside.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|[\s\S])/g, (_, code: string) => {
    if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]{3}$/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    if (/^[\\'"]$/.test(code)) return code;
    const character = escapes[code];
    if (character === undefined) throw new PromqlError('invalid parameter "query": unknown escape sequence');
    return character;
  });
}
