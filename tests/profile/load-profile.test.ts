import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fillQuery } from "#app/profile/fill-query.ts";
import { DEFAULT_PROFILE, loadProfile, ProfileError, parseProfile } from "#app/profile/load-profile.ts";

const source = readFileSync(DEFAULT_PROFILE, "utf8");
const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split("\n").length;

/** The profile with one change, and what is said about it. */
function faultsOf(from: string, to: string): { told: string; text: string } {
  expect(source).toContain(from);
  const text = source.replace(from, to);
  try {
    parseProfile(text, "ours.yaml");
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError);
    return { told: (error as Error).message, text };
  }
  throw new Error("the profile was taken");
}

test("the service's own profile is taken, with the promise of the statement", () => {
  const profile = loadProfile();
  expect(profile.latency.targetSeconds).toBe(0.8);
  expect(profile.backups.rules.map((rule) => [rule.tier, rule.everyHours])).toEqual([
    ["primary", 1],
    ["secondary", 24],
    ["offsite", 168],
  ]);
});

test.each([
  ["targetSeconds: 0.8", "targetSeconds: fast", "latency.targetSeconds", "targetSeconds: fast"],
  ["timeZone: Europe/Helsinki", "timeZone: Europe/Turku", "service.timeZone", "timeZone: Europe/Turku"],
  [
    "dependsOn: [load-balancer, databases]",
    "dependsOn: [load-balancer, database]",
    "components.1.dependsOn.1",
    "dependsOn: [load-balancer, database]",
  ],
  ["kind: load_balancer", "kind: balancer", "components.0.kind", "kind: balancer"],
  ["officeHours:", "officehours:", "officehours", "officehours:"],
])("%s written as %s is refused at its line", (from, to, place, needle) => {
  const { told, text } = faultsOf(from, to);
  expect(told).toContain(`ours.yaml:${lineOf(text, needle)}: ${place}: `);
});

test("PromQL that cannot be parsed is refused at its line, with the place in it", () => {
  const { told, text } = faultsOf("min by ($by) (dependency_up{$filters})", "min by ($by) (dependency_up{$filters}");
  expect(told).toContain(
    `ours.yaml:${lineOf(text, "  dependency.up:")}: queries.dependency.up: is not PromQL near "its end"`,
  );
});

test("a query without a placeholder that its purpose needs would answer another question, and is refused", () => {
  const { told } = faultsOf("min by ($by) (dependency_up{$filters})", "min by ($by) (dependency_up)");
  expect(told).toContain("queries.dependency.up: does not use $filters, so it would answer another question");
  expect(
    faultsOf("min by ($by) (dependency_up{$filters})", "min by ($by) (dependency_up{$filters}[$window])").told,
  ).toContain("does not take $window; it takes $filters, $by");
});

test("components that depend on each other in a circle are refused", () => {
  const { told } = faultsOf("kind: data_centre\n", "kind: data_centre\n    dependsOn: [load-balancer]\n");
  expect(told).toContain("depends on itself: load-balancer -> data-centre -> load-balancer");
});

test("an address that would run a script when it is followed is refused", () => {
  const { told } = faultsOf('"https://support.netvisor.fi/"', '"javascript:alert(1)"');
  expect(told).toContain("contacts.0.href: must be an address that begins with https:// or http://");
});

test("text that is not YAML is refused with the line", () => {
  expect(() => parseProfile("service: [\n  a: b: c\n", "ours.yaml")).toThrow(/ours\.yaml:\d: /);
});

test("a value typed by a person can only be a value", () => {
  const profile = loadProfile();
  expect(
    fillQuery(profile, "latency.average", {
      window: "5m",
      filters: { page: 'x"} or vector(1) #\\' },
      by: ["client"],
    }),
  ).toBe(
    'sum by (client) (rate(service_page_seconds_sum{page="x\\"} or vector(1) #\\\\"}[5m])) / sum by (client) (rate(service_page_seconds_count{page="x\\"} or vector(1) #\\\\"}[5m]))',
  );
  expect(
    fillQuery(profile, "customer.requests", { window: "28d", filters: { customer: ["a.b", "c|d"] }, by: [] }),
  ).toContain('{customer=~"a\\\\.b|c\\\\|d"}');
  expect(() => fillQuery(profile, "latency.average", { window: "5m", filters: { customer: "x" }, by: [] })).toThrow(
    "has no label customer",
  );
  expect(() => fillQuery(profile, "latency.average", { window: "5m] or x[1m", filters: {}, by: [] })).toThrow(
    "no duration",
  );
});

test.each([
  ["FREQ=DAILY;BYDAY=SA", '"DAILY" is no value of FREQ'],
  ["FREQ=MONTHLY;BYDAY=2XX", '"2XX" is no value of BYDAY'],
  ["FREQ=MONTHLY;BYMONTHDAY=45", '"45" is no value of BYMONTHDAY'],
  ["FREQ=MONTHLY;BYDAY=2SU;BYHOUR=22", 'does not take "BYHOUR=22"'],
  ["FREQ=MONTHLY;BYDAY=2SU;UNTIL=20270101", 'does not take "UNTIL=20270101"'],
  ["FREQ=MONTHLY;BYDAY=2SU;BYDAY=3SU", "has BYDAY twice"],
  ["FREQ=WEEKLY;BYDAY=SA", "gives two days in 2000-01: a month has one window"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "gives no day at all"],
  ["every other Sunday", 'does not take "every other Sunday"'],
])("a maintenance rule %s is refused at its line", (rrule, says) => {
  const { told, text } = faultsOf("rule: { fullWeek: 3 }", `rule: { rrule: "${rrule}" }`);
  expect(told).toContain(`ours.yaml:${lineOf(text, "rule: { rrule")}: maintenance.rule.rrule: ${says}`);
});

test.each([
  ["rule: { fullWeek: 3 }", "rule: { fullWeek: 4 }", "maintenance.rule.fullWeek: "],
  ["rule: { fullWeek: 3 }", "rule: { fullWeek: 3, rrule: x }", "maintenance.rule: must be { fullWeek: 1, 2 or 3 }"],
  [
    "scope: [app-servers, databases]",
    "scope: [app-server]",
    "maintenance.scope.0: no component has the key app-server",
  ],
  [
    'ends: { weekday: 7, at: "06:00" }',
    'ends: { weekday: 6, at: "22:00" }',
    "maintenance.ends: must not be the moment",
  ],
  ["warnMinutesBeforeEnd: 30", "warnMinutesBeforeEnd: 0", "maintenance.warnMinutesBeforeEnd: "],
  ["vatDueDay: 12", "vatDueDay: 31", "maintenance.busy.vatDueDay: "],
  ["salaryDays: [15, 31]", "salaryDays: [15, 32]", "maintenance.busy.salaryDays.1: "],
  ["firstLanguage: fi", "firstLanguage: de", "bulletins.firstLanguage: "],
  ['due: { weekday: 5, at: "15:00" }', 'due: { weekday: 8, at: "15:00" }', "bulletins.due.weekday: "],
])("%s written as %s is refused at its line", (from, to, says) => {
  const { told, text } = faultsOf(from, to);
  expect(told).toContain(`ours.yaml:${lineOf(text, to)}: ${says}`);
});

test("an RRULE may say on which days maintenance is allowed", () => {
  const rrule = "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=2";
  expect(
    parseProfile(source.replace("{ fullWeek: 3 }", `{ rrule: "${rrule}" }`), "ours.yaml").maintenance.rule,
  ).toEqual({ rrule });
});
