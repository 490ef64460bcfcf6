import { FinnishBusinessIds } from "finnish-business-ids";
import { expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { businessId, iban, reference } from "#db/seed/identifiers.ts";
import { makeParties } from "#db/seed/parties.ts";
import { seededRandom } from "#db/seed/random.ts";

test("the check digit of a business id is the one worked out by hand", () => {
  // 1572860: 1*7 + 5*9 + 7*10 + 2*5 + 8*8 + 6*4 + 0*2 = 220, 220 mod 11 = 0.
  expect(businessId("1572860")).toBe("1572860-0");
  // 0737546: 7*9 + 3*10 + 7*5 + 5*8 + 4*4 + 6*2 = 196, 196 mod 11 = 9, 11 - 9 = 2.
  expect(businessId("0737546")).toBe("0737546-2");
  // 9000707: 9*7 + 7*8 + 7*2 = 133, 133 mod 11 = 1: never given out.
  expect(businessId("9000707")).toBeNull();
});

test("a payment reference and an IBAN have the check digits of the published examples", () => {
  // 1234561 is the reference that Finance Finland's guide works through; the IBAN is the ECBS registry's example.
  expect(reference(123456)).toBe("1234561");
  expect(iban("12345600000785")).toBe("FI2112345600000785");
});

test("every company and party has an id that an independent check accepts, and none that the register has given out", () => {
  expect(COMPANIES).toHaveLength(12);
  const ids = COMPANIES.flatMap((spec) => {
    const { customers, suppliers } = makeParties(seededRandom(spec.tag), spec);
    return [spec, ...customers, ...suppliers].map((party) => party.businessId);
  });
  expect(ids.filter((id) => !FinnishBusinessIds.isValidBusinessId(id))).toEqual([]);
  expect(ids.filter((id) => id < "9000000")).toEqual([]);
  expect(new Set(COMPANIES.map((spec) => spec.businessId)).size).toBe(12);
  expect(new Set(COMPANIES.map((spec) => spec.legalForm)).size).toBe(8);
});
