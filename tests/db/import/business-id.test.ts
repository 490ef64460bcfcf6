import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkBusinessId } from "#db/import/business-id.ts";

describe("checkBusinessId", () => {
  test.each([
    // The numbers of Nokia, Volvo and the Norwegian register itself.
    ["FI", "0112038-9", "0112038-9"],
    ["FI", "FI01120389", "0112038-9"],
    ["FI", " 112038-9 ", "0112038-9"],
    ["SE", "556012-5790", "556012-5790"],
    ["SE", "5560125790", "556012-5790"],
    ["SE", "165560125790", "556012-5790"],
    ["SE", "SE556012579001", "556012-5790"],
    ["NO", "974760673", "974760673"],
    ["NO", "NO 974 760 673 MVA", "974760673"],
    ["DE", " HRB 1 ", "HRB 1"],
  ])("%s %s is right", (country, text, normalised) => {
    expect(checkBusinessId(country, text)).toEqual({ ok: true, normalised });
  });

  test.each([
    ["FI", "0112038-8", "0112038-8", "The check digit of 0112038-8 is wrong."],
    ["FI", "Nokia", "Nokia", '"Nokia" is not a Finnish business ID: seven digits, a hyphen and a check digit.'],
    ["SE", "556012-5791", "556012-5791", "The check digit of 556012-5791 is wrong."],
    [
      "SE",
      "000000-0000",
      "000000-0000",
      "000000-0000 is neither an organisation number nor a personal identity number.",
    ],
    ["NO", "974760674", "974760674", "The check digit of 974760674 is wrong."],
    ["NO", "12345678", "12345678", '"12345678" is not a Norwegian organisation number: nine digits.'],
    ["FI", "  ", "", "There is no business ID."],
  ])("%s %s is wrong, and says why", (country, text, normalised, problem) => {
    expect(checkBusinessId(country, text)).toEqual({ ok: false, normalised, problem });
  });

  test.each([
    ["FI", "0112038-9"],
    ["SE", "556012-5790"],
    ["NO", "974760673"],
  ])("%s: one changed digit never passes", (country, number) => {
    const places = [...number].flatMap((c, i) => (/\d/.test(c) ? [i] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const changed = `${number.slice(0, place)}${(Number(number[place]) + by) % 10}${number.slice(place + 1)}`;
        expect(checkBusinessId(country, changed).ok).toBe(false);
      }),
    );
  });
});
