/**
 * A number from 0 up to but not 1 that looks random and follows from its arguments alone: the same on every machine.
 * Whole numbers of 32 bits; a name is hashed with `nameNumber` first.
 */
export function uniform(seed: number, ...of: number[]): number {
  let h = seed | 0;
  for (const value of of) h = mixed(h ^ mixed(value | 0));
  return (mixed(h) >>> 0) / 2 ** 32;
}

// The finisher of MurmurHash3.
function mixed(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A name as a number for `uniform` (FNV-1a). */
export function nameNumber(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h | 0;
}

/** One of the list, by `uniform`. */
export function pick<T>(list: readonly T[], seed: number, ...of: number[]): T {
  return list[Math.floor(uniform(seed, ...of) * list.length)]!;
}
