import fc from "fast-check";
import { expect, test } from "vitest";
import { rolePermissions, roles } from "#app/domain/access/permissions.ts";
import {
  availability,
  type DisclosureAction,
  type DisclosureFacts,
  disclosureActions,
  disclosureStates,
} from "#app/domain/disclosures/disclosure-states.ts";
import { readPeriodEnd } from "#app/domain/disclosures/period-rules.ts";
import { logDisclosure } from "#app/domain/cases/kinds/log-disclosure.ts";
import { anyOrderKey, plainName } from "#exporters/disclosure/name-key.ts";
import { shownDetails } from "#exporters/disclosure/shown-details.ts";

const facts = (more: Partial<DisclosureFacts> = {}): DisclosureFacts => ({
  state: "registered",
  runState: null,
  registeredBy: "r",
  executedBy: "e",
  chosenBy: "c",
  correctedBy: [],
  tellCustomer: "no",
  tellAfter: null,
  toldAt: null,
  ...more,
});
const actions = Object.keys(disclosureActions) as DisclosureAction[];

test("only the platform team does anything with a registered request, and a closed or refused one takes nothing", () => {
  for (const role of roles)
    for (const state of disclosureStates)
      for (const action of actions) {
        const person = { id: "x", permissions: new Set(rolePermissions[role]) };
        const { allowed } = availability(action, facts({ state }), person, "2026-11-23");
        if (role !== "platform" || state === "closed" || state === "refused")
          expect(allowed, `${role} ${action} ${state}`).toBe(false);
      }
});

test("the case's table moves as the request's own: the same steps between the same states", () => {
  const own = {
    verify: "verify",
    finish: "execute",
    send_back: "return",
    approve: "approve",
    deliver: "deliver",
    receive: "receive",
    close: "close",
    refuse: "refuse",
  } as const;
  for (const [action, named] of Object.entries(own) as [DisclosureAction, string][]) {
    const rule = disclosureActions[action];
    expect(logDisclosure.actions[named]!.to).toBe(rule.to);
    for (const from of rule.from) expect(logDisclosure.actions[named]!.from).toContain(from);
  }
});

test("a day is whole in Helsinki, also where the clock is changed; a time that comes twice or never is refused", () => {
  const read = (text: string, end: "from" | "to") => readPeriodEnd(text, end).instant ?? "refused";
  expect(read("2026-09-01", "from")).toBe("2026-08-31T21:00:00.000Z");
  expect(read("2026-09-30", "to")).toBe("2026-09-30T21:00:00.000Z");
  // Twenty-five hours, and twenty-three.
  expect([read("2026-10-25", "from"), read("2026-10-25", "to")]).toEqual([
    "2026-10-24T21:00:00.000Z",
    "2026-10-25T22:00:00.000Z",
  ]);
  expect([read("2026-03-29", "from"), read("2026-03-29", "to")]).toEqual([
    "2026-03-28T22:00:00.000Z",
    "2026-03-29T21:00:00.000Z",
  ]);
  expect(read("2026-09-01 14:30", "to")).toBe("2026-09-01T11:30:00.000Z");
  expect(read("2026-09-01T14:30+02:00", "from")).toBe("2026-09-01T12:30:00.000Z");
  for (const bad of ["2026-10-25 03:30", "2026-03-29 03:30", "2026-02-30", "yesterday", "", "2026-9-1"])
    expect(read(bad, "from"), bad).toBe("refused");
});

test("a name is the same in other letters' forms, cases, spaces and hyphens, and with its last name first", () => {
  const same = (a: string, b: string) => plainName(a) === plainName(b);
  expect(same("Matti  VIRTASELO", " matti virtaselo ")).toBe(true);
  expect(same("Virtaselo, Matti", "Matti Virtaselo")).toBe(true);
  expect(same("A\u030asa Öberg", "Åsa O\u0308berg")).toBe(true);
  expect(same("Anna‑Liisa O’Brien", "anna-liisa o'brien")).toBe(true);
  expect(same("Ma\u00adtti\u200b Virtaselo", "Matti Virtaselo")).toBe(true);
  expect(same("Matti Virtaselo", "Virtaselo Matti")).toBe(false);
  expect(same("Matti Virtaselo", "Matti Virtasela")).toBe(false);
  expect(same("Jari Maki", "Jari Mäki")).toBe(false);
  const key = (name: string) => anyOrderKey(plainName(name));
  expect(key("Anna von Essen")).toBe(key("von Essen Anna"));
  expect(key("Matti Virtaselo")).toBe(key("Virtaselo Matti"));
  expect(key("Matti Juhani Virtaselo")).not.toBe(key("Juhani Matti Virtaselo"));
  const word = fc.stringMatching(/^[a-zåäö]{1,6}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(3), (words, at) => {
      const turned = [...words.slice(at), ...words.slice(0, at)].join(" ");
      expect(key(turned)).toBe(key(words.join(" ").toUpperCase()));
    }),
  );
});

test("of an event's details only what is listed goes out, and only plain values", () => {
  const text = JSON.stringify({ b: 2.5, a: "x", hidden: "Muu Ihminen", deep: { name: "Muu" }, list: [1], none: null });
  expect(shownDetails(text, ["a", "b", "deep", "list", "none"])).toEqual({ shown: '{"a":"x","b":"2.5"}', withheld: 4 });
  expect(shownDetails(text, undefined)).toEqual({ shown: "{}", withheld: 6 });
});
