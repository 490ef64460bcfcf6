import fc from "fast-check";
import { expect, test } from "vitest";
import { NumberSet } from "#exporters/materials/number-set.ts";

const number = fc.oneof(
  fc.integer({ min: 0, max: 70_000 }),
  fc.constantFrom(0, 65_535, 65_536, 2 ** 31 - 1, 2 ** 32 - 1),
);

test("what was added is in it, and nothing else", () => {
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (added, asked) => {
      const set = new NumberSet();
      const really = new Set(added);
      for (const n of added) set.add(n);
      for (const n of [...added, ...asked]) expect(set.has(n)).toBe(really.has(n));
    }),
  );
});
