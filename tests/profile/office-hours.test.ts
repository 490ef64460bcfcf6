import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_PROFILE, parseProfile } from "#app/profile/load-profile.ts";

const netvisor = readFileSync(DEFAULT_PROFILE, "utf8");

test.each([
  [
    "a day that the country does not have",
    "Midsummer Eve",
    "Midsommer Eve",
    /alsoClosed\.0: FI has no day called Midsommer Eve; it has New Year's Day/,
  ],
  ["hours that end before they begin", 'to: "17:00"', 'to: "07:00"', /officeHours\.to: must be after 08:00/],
  [
    "a country without known holidays",
    "country: FI",
    "country: XX",
    /service\.country: no public holidays are known of XX/,
  ],
])("%s is refused at its line", (_what, from, to, fault) => {
  expect(netvisor).toContain(from);
  expect(() => parseProfile(netvisor.replace(from, to), "ours.yaml")).toThrow(fault);
});

test("other days of the country can be closed, and none have to be", () => {
  const closed = (days: string) =>
    parseProfile(netvisor.replace(/alsoClosed: \[.*\]/, `alsoClosed: [${days}]`), "ours.yaml");
  expect(closed("New Year's Eve").officeHours.alsoClosed).toEqual(["New Year's Eve"]);
  expect(closed("").officeHours.alsoClosed).toEqual([]);
});
