import fc from "fast-check";
import { expect, test } from "vitest";
import { mailAddress, maskedAddress } from "#app/domain/subscriptions/mail-address.ts";

test.each([
  ["maija@yritys.example", "maija@yritys.example"],
  ["  Maija.Meikalainen+tili@Yritys.Example ", "Maija.Meikalainen+tili@yritys.example"],
  ["maija@yrittäjä.example", "maija@xn--yrittj-fuab.example"],
  ["o'brien@x-y.example", "o'brien@x-y.example"],
  [`${"a".repeat(64)}@x.example`, `${"a".repeat(64)}@x.example`],
])("%s is written to as %s", (typed, address) => {
  expect(mailAddress(typed)).toBe(address);
});

test.each([
  "",
  "maija",
  "@yritys.example",
  "maija@",
  "maija@localhost",
  "maija@127.0.0.1",
  "maija@[127.0.0.1]",
  "maija@yritys.example:25",
  "maija@yritys.example/x",
  "maija@@yritys.example",
  "a@b@yritys.example",
  ".maija@yritys.example",
  "mai..ja@yritys.example",
  "mäijä@yritys.example",
  '"maija"@yritys.example',
  "Maija <maija@yritys.example>",
  "maija@yritys.example, pekka@yritys.example",
  "maija@yritys.example\r\nBcc: pekka@yritys.example",
  "maija\n@yritys.example",
  "maija@yritys.example\u0000",
  "maija@-yritys.example",
  "maija@yri%74ys.example",
  `${"a".repeat(65)}@x.example`,
  `a@${"b".repeat(64)}.example`,
  `a@${"b.".repeat(125)}example`,
  `a@${"b".repeat(1_000_000)}`,
])("%j is no address that can be written to", (typed) => {
  expect(mailAddress(typed.slice(0, 1_000_002))).toBeNull();
});

test("whatever is typed, what comes back is one line of ASCII with one @", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress()), (typed) => {
      const address = mailAddress(typed);
      if (address !== null) {
        expect(address).toMatch(/^[!-~]+$/);
        expect(address.split("@")).toHaveLength(2);
        expect(address).not.toMatch(/[<>,;:"()[\]\\]/);
        expect(address.length).toBeLessThanOrEqual(254);
      }
    }),
  );
});

test("an address is shown so that its owner knows it and nobody else learns it", () => {
  expect(maskedAddress("maija@yritys.example")).toBe("m•••@yritys.example");
});
