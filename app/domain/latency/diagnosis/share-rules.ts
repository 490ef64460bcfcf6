/**
 * Parts of a whole as shares with two decimals that add up to exactly 1, by the largest remainder: rounding each by itself could
 * make 0.99 or 1.01 of three thirds. Equal remainders go to the earlier one.
 * @param parts none below 0, and not all 0
 */
export function sharesOf(parts: readonly number[]): number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.map((part) => (100 * part) / all);
  const whole = exact.map(Math.floor);
  const left = 100 - whole.reduce((sum, part) => sum + part, 0);
  const order = exact.map((part, i) => ({ i, rest: part - whole[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order.slice(0, left)) whole[i]! += 1;
  return whole.map((part) => part / 100);
}
