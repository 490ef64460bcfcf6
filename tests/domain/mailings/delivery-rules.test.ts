import { expect, test } from "vitest";
import { isDead, nextTry } from "#app/domain/mailings/delivery-rules.ts";
import { codeInWords } from "#app/domain/mailings/mailing-labels.ts";

test("a mail that is put off is tried seven times over nearly a day", () => {
  let at = new Date("2026-11-23T08:00:00Z");
  const tries = [at.toISOString().slice(11, 16)];
  for (let attempt = 1; ; attempt++) {
    const next = nextTry(attempt, at);
    if (!next) break;
    at = next;
    tries.push(at.toISOString().slice(8, 16));
  }
  expect(tries).toEqual(["08:00", "23T08:06", "23T08:36", "23T10:06", "23T13:06", "23T19:06", "24T07:06"]);
});

test("an address is dead at once when it does not exist, and at the third refusal of any other kind", () => {
  expect(isDead("5.1.1", 1)).toBe(true);
  expect(isDead("5.1.10", 1)).toBe(true);
  expect(isDead("5.2.2", 1)).toBe(false);
  expect(isDead("550", 2)).toBe(false);
  expect(isDead("550", 3)).toBe(true);
});

test("a mail server's code in words", () => {
  expect(codeInWords("5.1.1")).toBe("never: the address");
  expect(codeInWords("4.7.1")).toBe("not now: policy or security");
  expect(codeInWords("550")).toBe("never");
  expect(codeInWords("too_late")).toBe("not told within two days");
  expect(codeInWords("x")).toBe("an unknown code");
});
