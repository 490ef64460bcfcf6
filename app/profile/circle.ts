/** A way from a key back to itself. @returns the keys on it, the first one again at the end; null without a circle */
export function circleFrom(start: string, next: (key: string) => readonly string[]): string[] | null {
  const seen = new Set<string>();
  const walk = (key: string, way: string[]): string[] | null => {
    for (const to of next(key)) {
      if (to === start) return [...way, to];
      if (seen.has(to)) continue;
      seen.add(to);
      const found = walk(to, [...way, to]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start]);
}
