import fc from "fast-check";
import { expect, test } from "vitest";
import { passes, passWords, readPassRule } from "#app/domain/runbooks/pass-rules.ts";

test.each([
  ["< 0.8", 0.79, true],
  ["< 0.8", 0.8, false],
  ["<= 0.8", 0.8, true],
  ["> 3", 3, false],
  [">= 3", 3, true],
  ["== 1", 1, true],
  ["== 1", 0.999, false],
  ["> -2", -1.5, true],
  ["present", 0, true],
  ["present", null, false],
  ["absent", null, true],
  ["absent", 0, false],
  ["< 1", null, false],
  ["< 1", Number.NaN, false],
] as const)("%s with %s: %s", (text, value, passed) => {
  expect(passes(readPassRule(text)!, value)).toBe(passed);
});

test.each(["", "0.8", "<", "< much", "=> 3", "= 3", "< 1 s", "!= 1", "< 1e3"])("%s is no rule", (text) => {
  expect(readPassRule(text)).toBeNull();
});

test("below and at least never agree", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (limit, value) => {
      expect(passes({ op: "<", value: limit }, value)).not.toBe(passes({ op: ">=", value: limit }, value));
      expect(passes({ op: ">", value: limit }, value)).not.toBe(passes({ op: "<=", value: limit }, value));
    }),
  );
});

test("what is normal, in words", () => {
  expect(passWords(readPassRule("< 0.8")!, "s")).toBe("less than 0.8 s");
  expect(passWords(readPassRule("== 0")!, "")).toBe("exactly 0");
  expect(passWords(readPassRule("present")!, "")).toBe("there is an answer");
});
