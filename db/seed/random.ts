import { createHash } from "node:crypto";

export type Random = {
  /** A whole number from min to max, both included. */
  int(min: number, max: number): number;
  /** Cents from min to max, both included. */
  cents(min: number, max: number): bigint;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
};

/** The same numbers for the same seed, on every machine and in every version of Node (sfc32, seeded by SHA-256). */
export function seededRandom(seed: string): Random {
  const digest = createHash("sha256").update(seed).digest();
  let [a, b, c, d] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    cents: (min, max) => BigInt(int(min, max)),
    pick: (list) => list[int(0, list.length - 1)]!,
    chance: (probability) => next() < probability,
  };
}

/** A UUID that follows from the names of the thing, so that two databases hold the same rows. */
export function stableUuid(...names: string[]): string {
  const hex = createHash("sha256").update(names.join("\n")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
