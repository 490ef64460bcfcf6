import { expect, test } from "vitest";
import { type Depending, probableCause } from "#app/domain/health/root-cause-rules.ts";

type State = Depending["state"];
const service = (states: Record<string, State>) =>
  new Map(
    Object.entries({
      banks: ["app"],
      app: ["balancer", "databases"],
      balancer: ["centre"],
      databases: ["centre"],
      centre: [],
    }).map(([key, dependsOn]): [string, Depending] => [key, { key, dependsOn, state: states[key] ?? "operational" }]),
  );

test.each<[string, Record<string, State>, string | null]>([
  ["nothing else is bad", { banks: "down" }, null],
  ["the component itself is well", { databases: "down" }, null],
  ["what it depends on directly", { banks: "down", app: "slow" }, "app"],
  ["the deepest on the way", { banks: "slow", app: "slow", databases: "slow" }, "databases"],
  ["over one that nobody sees", { banks: "down", app: "unknown", databases: "down" }, "databases"],
  ["not through one that is well", { banks: "down", databases: "down" }, null],
  ["the worse of two as deep", { banks: "down", app: "down", balancer: "slow", databases: "down" }, "databases"],
  ["unknown is no cause", { banks: "down", app: "unknown" }, null],
  ["to the bottom", { banks: "down", app: "down", balancer: "down", databases: "slow", centre: "partial" }, "centre"],
])("%s", (_, states, cause) => {
  expect(probableCause("banks", service(states))).toBe(cause);
});

test("a circle ends", () => {
  const round = new Map<string, Depending>([
    ["a", { key: "a", state: "down", dependsOn: ["b"] }],
    ["b", { key: "b", state: "down", dependsOn: ["c"] }],
    ["c", { key: "c", state: "slow", dependsOn: ["b", "a"] }],
  ]);
  expect(["b", "c"]).toContain(probableCause("a", round));
});
