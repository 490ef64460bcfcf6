import fc from "fast-check";
import { expect, test } from "vitest";
import { ifRangeHolds, parseRange } from "#app/platform/http/byte-range.ts";

// RFC 9110, 14.1.2, of a body of 10,000 bytes.
test.each([
  [undefined, "whole"],
  ["bytes=0-499", { start: 0, end: 499 }],
  ["bytes=500-999", { start: 500, end: 999 }],
  ["bytes=-500", { start: 9500, end: 9999 }],
  ["bytes=9500-", { start: 9500, end: 9999 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=0-", { start: 0, end: 9999 }],
  ["bytes=9999-20000", { start: 9999, end: 9999 }],
  ["bytes=-20000", { start: 0, end: 9999 }],
  ["bytes=10000-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  // Several ranges, other units and what is malformed: the whole, not an error and not many parts.
  ["bytes=0-0,-1", "whole"],
  [`bytes=${Array(1000).fill("0-").join(",")}`, "whole"],
  ["bytes=-", "whole"],
  ["bytes=5-2", "whole"],
  ["bytes=a-b", "whole"],
  ["items=0-5", "whole"],
  ["bytes=99999999999999999999-", "whole"],
])("%s", (header, expected) => {
  expect(parseRange(header, 10_000)).toEqual(expected);
});

test("a range never reaches outside the body", () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.option(fc.nat(2e9)), fc.option(fc.nat(2e9)), (size, first, last) => {
      const range = parseRange(`bytes=${first ?? ""}-${last ?? ""}`, size);
      if (typeof range === "string") return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThan(size);
    }),
  );
});

test("If-Range holds for the very same strong tag only", () => {
  const etag = '"sha256-ab"';
  expect(ifRangeHolds(undefined, etag)).toBe(true);
  expect(ifRangeHolds('"sha256-ab"', etag)).toBe(true);
  for (const other of ['"sha256-cd"', 'W/"sha256-ab"', "Sun, 22 Nov 2026 10:00:00 GMT", ""])
    expect(ifRangeHolds(other, etag)).toBe(false);
});
