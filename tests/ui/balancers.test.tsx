import { expect, test } from "vitest";
import { balancerSentence } from "#app/ui/ip-restrictions/balancer-sentence.ts";
import { type BalancerRow, BalancerTable } from "#app/ui/ip-restrictions/balancer-table.tsx";
import { htmlOf, rowsOf } from "#tests/support/render.tsx";

const row = (name: string, state: BalancerRow["state"], more: Partial<BalancerRow> = {}): BalancerRow => ({
  name,
  state,
  kind: "haproxy",
  version: 7,
  since: "2026-11-24T08:00:00Z",
  reportedAt: "2026-11-24T09:59:57Z",
  error: null,
  ...more,
});
const inForce = { version: 7, customers: 2 };

test("one sentence says whether the lists hold; what is not known is never called well", () => {
  expect(balancerSentence({ inForce, balancers: [row("lb-1", "current"), row("lb-2", "current")] })).toBe(
    "All 2 balancers run version 7.",
  );
  expect(balancerSentence({ inForce, balancers: [row("lb-1", "current"), row("lb-2", "unknown")] })).toBe(
    "lb-2 has not been heard of.",
  );
  const bad = [row("lb-1", "behind"), row("lb-2", "behind"), row("lb-3", "failed")];
  expect(balancerSentence({ inForce, balancers: bad })).toBe(
    "lb-3 could not apply what is in force; lb-1, lb-2 run an older version.",
  );
  expect(balancerSentence({ inForce, balancers: [] })).toContain("they are not enforced where traffic enters");
  expect(balancerSentence({ inForce: null, balancers: [] })).toBe(
    "No balancer is attached, and no customer has a list.",
  );
});

test("a balancer's row says its state in a word with a shape of its own, and what it said that failed", () => {
  const states = ["current", "behind", "failed", "unknown"] as const;
  const rows = states.map((state) =>
    row(`lb-${state}`, state, state === "failed" ? { error: "nginx refuses it." } : {}),
  );
  const html = htmlOf(<BalancerTable balancers={rows} now="2026-11-24T10:00:00Z" />);
  expect(rowsOf(html).map((cells) => cells[2])).toEqual([
    "State",
    "Runs what is in force",
    "Behind",
    "Could not apply it",
    undefined,
    "Unknown",
  ]);
  expect(html).toContain("It said: nginx refuses it.");
  expect(new Set([...html.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg.replace(/class="[^"]*"/g, ""))).size).toBe(
    4,
  );
});
