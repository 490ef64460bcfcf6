import { expect, test } from "vitest";
import { pickLanguage } from "#app/i18n/portal.ts";

test.each([
  ["sv", "fi", "sv"],
  ["de", "fi", "fi"],
  [null, "sv-FI,sv;q=0.9,fi;q=0.8", "sv"],
  [null, "de,en;q=0.5,sv;q=0.7", "sv"],
  [null, "fi;q=0,en", "en"],
  [null, "de-DE,fr", "fi"],
  [null, null, "fi"],
  ["../../etc", "", "fi"],
])("chosen %s, browser %s: %s", (chosen, browser, expected) => {
  expect(pickLanguage(chosen, browser)).toBe(expected);
});

test("without a browser's wish the customer's own language is used", () => {
  expect(pickLanguage(null, null, "sv")).toBe("sv");
});
