import fc from "fast-check";
import { expect, test } from "vitest";
import { coveredBytes } from "#app/domain/portal-access/covered-bytes.ts";

test.each([
  ["nothing", [], 0],
  ["one whole range", [{ start: 0, bytes: 10 }], 10],
  [
    "the same range twice",
    [
      { start: 0, bytes: 10 },
      { start: 0, bytes: 10 },
    ],
    10,
  ],
  [
    "a gap in the middle",
    [
      { start: 0, bytes: 4 },
      { start: 6, bytes: 4 },
    ],
    8,
  ],
  [
    "one inside another, out of order",
    [
      { start: 2, bytes: 3 },
      { start: 0, bytes: 10 },
      { start: 8, bytes: 4 },
    ],
    12,
  ],
])("%s", (_name, ranges, covered) => {
  expect(coveredBytes(ranges)).toBe(covered);
});

test("it counts what marking every byte counts", () => {
  const range = fc.record({ start: fc.nat(60), bytes: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
      const marked = new Set(ranges.flatMap(({ start, bytes }) => Array.from({ length: bytes }, (_, i) => start + i)));
      expect(coveredBytes(ranges)).toBe(marked.size);
    }),
  );
});
