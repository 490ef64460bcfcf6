import fc from "fast-check";
import { expect, test } from "vitest";
import { add, cents, decimal, isZero, subtract } from "#exporters/formats/money.ts";

test("amounts of every size add up to the cent", () => {
  expect(decimal(add(cents("0.10"), cents("0.20")))).toBe("0.30");
  expect(decimal(cents("-0.05"))).toBe("-0.05");
  expect(decimal(add(cents("9999999999999999.99"), cents("0.01")))).toBe("10000000000000000.00");
  expect(decimal(add(cents("90071992547409.91"), cents("0.01")))).toBe("90071992547409.92");
  expect(isZero(subtract(cents("9999999999999999.99"), cents("9999999999999999.99")))).toBe(true);
});

test("property: the same as with bigints, in any order", () => {
  const max = 10n ** 18n - 1n;
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -max, max }), { maxLength: 20 }), (values) => {
      const text = (v: bigint) => {
        const digits = (v < 0n ? -v : v).toString().padStart(3, "0");
        return `${v < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      };
      const sum = values.map((v) => cents(text(v))).reduce((a, b) => add(a, b), 0);
      expect(decimal(sum)).toBe(text(values.reduce((a, b) => a + b, 0n)));
    }),
  );
});
