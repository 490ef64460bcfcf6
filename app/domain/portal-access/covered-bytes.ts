/**
 * How many different bytes of a file the ranges that were sent cover together. Pure.
 * @param sent where each range began and how many bytes of it went out
 */
export function coveredBytes(sent: readonly { start: number; bytes: number }[]): number {
  let covered = 0;
  let reached = 0;
  for (const { start, bytes } of [...sent].sort((a, b) => a.start - b.start)) {
    const end = start + bytes;
    if (end <= reached) continue;
    covered += end - Math.max(start, reached);
    reached = end;
  }
  return covered;
}
