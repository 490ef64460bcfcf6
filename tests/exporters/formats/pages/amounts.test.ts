import { expect, test } from "vitest";
import { amountBytes, amountText, countText, shortNumber } from "#exporters/formats/pages/amounts.ts";

test.each([
  ["fi", "1\u00a0593,20", "-1\u00a0234\u00a0567,89", "12\u00a0345", "1,0757"],
  ["sv", "1\u00a0593,20", "-1\u00a0234\u00a0567,89", "12\u00a0345", "1,0757"],
  ["en", "1,593.20", "-1,234,567.89", "12,345", "1.0757"],
] as const)("amounts, counts and rates in %s", (language, amount, negative, count, rate) => {
  expect(amountText(language, "1593.20")).toBe(amount);
  expect(amountText(language, -123_456_789)).toBe(negative);
  expect(countText(language, 12_345)).toBe(count);
  expect(countText(language, 999)).toBe("999");
  expect(shortNumber(language, "1.07570000")).toBe(rate);
  expect(shortNumber(language, "24.00")).toBe("24");
  const bytes = amountBytes(language);
  expect(Buffer.from(bytes.amount("1593.20"), "latin1").toString("utf8")).toBe(amount);
  expect(Buffer.from(bytes.cents(-123_456_789), "latin1").toString("utf8")).toBe(negative);
  expect(bytes.side("0.00")).toBe("");
});
