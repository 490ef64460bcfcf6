/** How many letters must change, be added or taken away (Levenshtein). */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    before = row;
  }
  return before[b.length]!;
}

/** The known name that was probably meant; null where nothing is known. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  for (const each of known) if (best === null || distance(name, each) < distance(name, best)) best = each;
  return best;
}

/** `There is no purpose latency.avrage; the nearest is latency.average.` */
export function noSuch(what: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return `there is no ${what} "${name}"${nearest === null ? "" : `; the nearest is "${nearest}"`}`;
}
