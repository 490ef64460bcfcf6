/** Chance that a seed repeats: mulberry32, with the few distributions that the scenarios draw from. */
export type Chance = {
  /** 0 <= x < 1 */
  next: () => number;
  between: (low: number, high: number) => number;
  whole: (low: number, high: number) => number;
  pick: <T>(of: readonly T[]) => T;
  yes: (probability: number) => boolean;
  /** Standard normal (Box and Muller). */
  normal: () => number;
  poisson: (mean: number) => number;
};

const NORMAL_FROM = 30;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    pick: (of) => of[Math.floor(next() * of.length)]!,
    yes: (probability) => next() < probability,
    poisson: (mean) => {
      if (mean <= 0) return 0;
      if (mean > NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
  };
}
