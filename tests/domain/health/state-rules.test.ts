import fc from "fast-check";
import { expect, test } from "vitest";
import {
  alertImpact,
  observe,
  type QueryAnswer,
  type SeenAlert,
  stateOfValue,
} from "#app/domain/health/state-rules.ts";
import type { ComponentQuery } from "#db/schema/health.ts";

const banks = [{ name: "component", value: "banks" }];
const alert = (state: SeenAlert["state"], labels: Record<string, string> = {}, silenced = false): SeenAlert => ({
  labels: { alertname: "Banks", component: "banks", ...labels },
  state,
  silenced,
});
const up: ComponentQuery = { purpose: "dependency.up", filters: { dependency: "banks" }, downBelow: 1 };
const speed: ComponentQuery = { purpose: "dependency.average", filters: { dependency: "banks" }, slowAbove: 2 };
const value = (query: ComponentQuery, number: number): QueryAnswer => ({
  query,
  name: query.purpose,
  limit: "",
  kind: "value",
  value: number,
  text: String(number),
});
const none = (query: ComponentQuery, kind: "idle" | "absent" | "failed"): QueryAnswer => ({
  query,
  name: query.purpose,
  limit: "",
  kind,
});
const state = (...args: Parameters<typeof observe>) => observe(...args).state;

test.each([
  [{ impact: "slow", severity: "critical" }, "slow"],
  [{ impact: "down", severity: "info" }, "down"],
  [{ severity: "critical" }, "down"],
  [{ severity: "page" }, "partial"],
  [{ severity: "warning" }, "slow"],
  [{}, "slow"],
  [{ severity: "info" }, null],
  [{ impact: "none", severity: "critical" }, null],
] as const)("an alert with %j says %s", (labels, impact) => {
  expect(alertImpact(labels)).toBe(impact);
});

test.each([
  [0.99, "operational"],
  [0.9, "operational"],
  [0.89, "partial"],
  [0.01, "partial"],
  [0, "down"],
])("of its nodes %d answer: %s; at a limit all is well", (share, expected) => {
  const query = { purpose: "component.up", filters: {}, partialBelow: 0.9, downBelow: 0.01 };
  expect(stateOfValue(query, share)).toBe(expected);
});

test("slow is not down: a dependency that answers late is slow", () => {
  expect(state(banks, [], [value(up, 1), value(speed, 2.4)])).toBe("slow");
  expect(state(banks, [], [value(up, 0), value(speed, 2.4)])).toBe("down");
});

test("an alert counts when it carries every label, also while a silence keeps it quiet", () => {
  const silenced = alert("firing", { impact: "down" }, true);
  const { state: now, sources } = observe(banks, [silenced], [value(up, 1)]);
  expect(now).toBe("down");
  expect(sources[0]).toEqual({
    kind: "alert",
    name: "Banks",
    state: "down",
    detail: "Firing; silenced in Grafana, and counted all the same",
  });
  const elsewhere = alert("firing", { component: "siem", impact: "down" });
  expect(state(banks, [elsewhere], [value(up, 1)])).toBe("operational");
  const both = [...banks, { name: "site", value: "espoo" }];
  expect(state(both, [alert("firing", { impact: "down" })], [value(up, 1)])).toBe("operational");
});

test("nothing answers: unknown, and each source says why", () => {
  const { state: now, sources } = observe(banks, null, [none(up, "failed"), none(speed, "absent")]);
  expect(now).toBe("unknown");
  expect(sources.map(({ detail }) => detail)).toEqual([
    "Grafana did not say which alerts fire",
    "Grafana did not answer",
    "No such measurement in Grafana",
  ]);
});

test("one source without an answer is enough to be unknown, since it may be the bad one", () => {
  expect(state(banks, null, [value(up, 1), value(speed, 0.2)])).toBe("unknown");
  expect(state(banks, [], [value(up, 1), none(speed, "failed")])).toBe("unknown");
  expect(state(banks, [], [none(up, "absent"), value(speed, 0.2)])).toBe("unknown");
  expect(state(banks, [alert("no_data")], [value(up, 1)])).toBe("unknown");
});

test("what is bad counts although others did not answer", () => {
  expect(state(banks, null, [value(up, 0), none(speed, "failed")])).toBe("down");
});

test("no traffic at night is neither good nor bad", () => {
  expect(state(banks, [], [value(up, 1), none(speed, "idle")])).toBe("operational");
  expect(state(banks, [], [none(speed, "idle")])).toBe("unknown");
});

test("that no alert fires is no sign; an alert that was looked at and is normal is one", () => {
  expect(state(banks, [], [])).toBe("unknown");
  expect(state(banks, [alert("normal"), alert("pending")], [])).toBe("operational");
  expect(state([], [alert("normal")], [])).toBe("unknown");
});

test("never operational with a source that did not answer, nor without one that did", () => {
  const answers = fc.array(
    fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }).map((number) => value(up, number)),
      fc.constantFrom<"idle" | "absent" | "failed">("idle", "absent", "failed").map((kind) => none(speed, kind)),
    ),
  );
  const alerts = fc.option(
    fc.array(
      fc.constantFrom<SeenAlert["state"]>("normal", "pending", "firing", "no_data", "error").map((s) => alert(s)),
    ),
  );
  fc.assert(
    fc.property(alerts, answers, (seen, given) => {
      const green = state(banks, seen, given) === "operational";
      const unanswered = seen === null || given.some(({ kind }) => kind === "absent" || kind === "failed");
      const sign = given.some(({ kind }) => kind === "value") || (seen?.length ?? 0) > 0;
      return !green || (!unanswered && sign);
    }),
  );
});

test.each(["NoData", "MissingSeries", "Paused", "Updated", "KeepLast"])(
  "an alert that is normal because of %s was not measured: it proves nothing well, and nothing bad",
  (reason) => {
    const called = { ...alert("normal"), reason };
    expect(state(banks, [called], [])).toBe("unknown");
    expect(state(banks, [called], [value(up, 1)])).toBe("operational");
    expect(observe(banks, [called], []).sources).toEqual([
      { kind: "alert", name: "Banks", state: "unknown", detail: "Called normal without a measurement" },
    ]);
  },
);

test("an alert that is normal because its rule fails says that nobody knows", () => {
  expect(state(banks, [{ ...alert("normal"), reason: "Error" }], [value(up, 1)])).toBe("unknown");
});

test("of a rule with a thousand instances the worst are told one by one, and the others in one line", () => {
  const many = Array.from({ length: 1000 }, (_, i) => alert("firing", { impact: i === 999 ? "down" : "slow" }));
  const seen = observe(banks, many, []);
  expect(seen.state).toBe("down");
  expect(seen.sources).toHaveLength(21);
  expect(seen.sources[0]).toMatchObject({ state: "down" });
  expect(seen.sources[20]).toMatchObject({ name: "980 more alerts", state: "slow" });
});
