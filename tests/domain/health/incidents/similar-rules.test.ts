import fc from "fast-check";
import { expect, test } from "vitest";
import { type Comparable, mostSimilar, stem } from "#app/domain/health/incidents/similar-rules.ts";

// 2026-11-02 is a Monday; Helsinki is UTC+2 in November.
const MONDAY_9 = new Date("2026-11-02T07:15:00Z");
const THURSDAY_NIGHT = new Date("2026-11-05T21:00:00Z");

type Named = Comparable & { name: string };
const incident = (name: string, more: Partial<Comparable> = {}): Named => ({
  name,
  title: name,
  alertName: null,
  components: [],
  startedAt: THURSDAY_NIGHT,
  ...more,
});
const shown = (found: ReturnType<typeof mostSimilar<Named>>) =>
  found.map(({ incident: { name }, score, because }) => ({ name, score, because }));

test("the same alert, a rare component and a word of the title, scored by hand", () => {
  const one = incident("now", {
    title: "Bank connections time out",
    alertName: "BankSlow",
    components: ["banks"],
    startedAt: MONDAY_9,
  });
  const others = [
    incident("alike", { title: "Bank answers late", alertName: "BankSlow", components: ["banks"] }),
    incident("elsewhere", { title: "Printing stopped", components: ["print-and-scan"] }),
    incident("third", { title: "Certificates expired", components: ["partner-api"] }),
    incident("fourth", { title: "Nightly copy late", components: ["backups"] }),
  ];
  // Alert 4; one of four incidents touches banks: 1 + 2 * (1 - 1/4) = 2.5; one shared word, "bank": 1.
  expect(shown(mostSimilar(one, others))).toEqual([
    {
      name: "alike",
      score: 7.5,
      because: [
        { kind: "alert", name: "BankSlow" },
        { kind: "component", key: "banks" },
        { kind: "title", word: "bank" },
      ],
    },
  ]);
});

test("a component that every incident touches is no likeness by itself; a rare one is", () => {
  const one = incident("now", { title: "x", components: ["app-servers", "siem"], startedAt: MONDAY_9 });
  const everyone = ["p", "q", "r", "s"].map((name) => incident(name, { title: name, components: ["app-servers"] }));
  expect(mostSimilar(one, everyone)).toEqual([]);
  const rare = incident("rare", { title: "t", components: ["siem", "app-servers"] });
  // app-servers: 5 of 5 -> 1; siem: 1 of 5 -> 1 + 2 * 0.8 = 2.6. The rarer is named first.
  expect(shown(mostSimilar(one, [...everyone, rare]))).toEqual([
    {
      name: "rare",
      score: 3.6,
      because: [
        { kind: "component", key: "siem" },
        { kind: "component", key: "app-servers" },
      ],
    },
  ]);
});

test("the same hour of the week, in Helsinki, only tells apart what is alike already", () => {
  const one = incident("now", { title: "Payroll sending fails", components: ["income-register"], startedAt: MONDAY_9 });
  const others = [
    incident("same hour, nothing else", { title: "zzz", startedAt: new Date("2026-10-26T07:50:00Z") }),
    incident("night", { title: "Payroll", components: ["income-register"], startedAt: THURSDAY_NIGHT }),
    // 09:50 on a Monday of summer time is 06:50 UTC.
    incident("morning", {
      title: "Payroll",
      components: ["income-register"],
      startedAt: new Date("2026-09-07T06:50:00Z"),
    }),
  ];
  expect(shown(mostSimilar(one, others)).map(({ name, because }) => [name, because.at(-1)!.kind])).toEqual([
    ["morning", "hour"],
    ["night", "title"],
  ]);
});

test("Sunday's last hour is beside Monday's first", () => {
  const base = { title: "Copy late", alertName: "Late" };
  const found = mostSimilar(incident("now", { ...base, startedAt: new Date("2026-11-01T22:10:00Z") }), [
    incident("then", { ...base, startedAt: new Date("2026-10-11T20:50:00Z") }),
  ]);
  expect(found[0]!.because.at(-1)).toEqual({ kind: "hour" });
});

test("at most three, the best first, of equals the newest", () => {
  const others = [1, 2, 3, 4, 5].map((day) =>
    incident(`day ${day}`, { title: "t", alertName: "A", startedAt: new Date(`2026-10-0${day}T12:00:00Z`) }),
  );
  const one = incident("now", { title: "q", alertName: "A" });
  expect(mostSimilar(one, others).map((found) => found.incident.name)).toEqual(["day 5", "day 4", "day 3"]);
});

test("two incidents without an alert do not have the same alert", () => {
  expect(mostSimilar(incident("a", { title: "one" }), [incident("b", { title: "two" })])).toEqual([]);
});

test.each([
  ["connections", "connection"],
  ["banks", "bank"],
  ["servers", "server"],
  ["invoices", "invoice"],
  ["certificates", "certificate"],
  ["timeouts", "timeout"],
  ["pankkiyhteydet", "pankkiyhteyksissä"],
  ["tietokannassa", "tietokanta"],
  ["palvelimilla", "palvelimet"],
  ["verkkolaskut", "verkkolaskujen"],
  ["servrarna", "servrar"],
  ["databasen", "databaser"],
])("%s and %s are the same word", (one, other) => {
  expect(stem(one)).toBe(stem(other));
});

test.each([
  ["bank", "backup"],
  ["database", "data"],
  ["income", "invoice"],
  ["tulorekisteri", "tulostus"],
])("%s and %s are not", (one, other) => {
  expect(stem(one)).not.toBe(stem(other));
});

test("small words and what every incident is called are no likeness", () => {
  const one = incident("now", {
    title: "Problem with the banks on Monday: slow or down for the most part in the morning",
  });
  const other = incident("then", {
    title: "Problem with the income register on Sunday: slow or down for the night in the end",
  });
  expect(mostSimilar(one, [other])).toEqual([]);
});

test("any titles: scores fall, each has a reason, and there are never more than three", () => {
  const comparable = fc.record({
    title: fc.string({ unit: "grapheme", maxLength: 40 }),
    alertName: fc.option(fc.constantFrom("A", "B")),
    components: fc.subarray(["a", "b", "c", "d"]),
    startedAt: fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
  });
  fc.assert(
    fc.property(comparable, fc.array(comparable, { maxLength: 20 }), (one, others) => {
      const found = mostSimilar(one, others);
      expect(found.length).toBeLessThanOrEqual(3);
      for (const [index, { score, because }] of found.entries()) {
        expect(because.length).toBeGreaterThan(0);
        if (index > 0) expect(score).toBeLessThanOrEqual(found[index - 1]!.score);
      }
    }),
  );
});
