import { expect, test } from "vitest";
import { permissions, rolePermissions } from "#app/domain/access/permissions.ts";
import { caseKinds, type CaseKindDefinition } from "#app/domain/cases/case-kinds.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";

const all: [string, CaseKindDefinition][] = caseKinds.map((kind) => [kind, kindDefinitions[kind]]);

test.each(all)("%s: every state is reached, and every open one has a way on", (kind, definition) => {
  expect(definition.kind).toBe(kind);
  const actions = Object.values(definition.actions);
  const reached = new Set([definition.initial]);
  for (let grown = true; grown; ) {
    const before = reached.size;
    for (const action of actions) if (action.from.some((state) => reached.has(state))) reached.add(action.to);
    grown = reached.size > before;
  }
  expect([...reached].sort()).toEqual(Object.keys(definition.states).sort());
  for (const action of actions)
    for (const state of [...action.from, action.to]) expect(definition.states).toHaveProperty(state);

  for (const [name, state] of Object.entries(definition.states)) {
    if (state.closed) expect(state.waitsFor).toBe("nobody");
    else expect(actions.some(({ from, to }) => from.includes(name) && to !== name)).toBe(true);
  }
  const canEnd = new Set(Object.keys(definition.states).filter((name) => definition.states[name]!.closed));
  for (let grown = true; grown; ) {
    const before = canEnd.size;
    for (const action of actions) if (canEnd.has(action.to)) for (const state of action.from) canEnd.add(state);
    grown = canEnd.size > before;
  }
  expect([...canEnd].sort()).toEqual(Object.keys(definition.states).sort());
});

test.each(all)("%s: every action names a permission that some role holds, and says why it is closed", (_kind, it) => {
  expect(permissions).toContain(it.open);
  for (const action of Object.values(it.actions)) {
    expect(Object.values(rolePermissions).some((held) => held.includes(action.permission))).toBe(true);
    expect(action.disabled).toMatch(/^[A-Z].*\.$/);
    if (action.byMachine) expect(action.asks).toBeNull();
    else expect(["cases.work", "cases.platform"]).toContain(action.permission);
  }
  // What waits for a team is moved on by that team, or by the part that does its work.
  for (const [name, state] of Object.entries(it.states)) {
    const out = Object.values(it.actions).filter(({ from }) => from.includes(name));
    if (state.waitsFor === "platform")
      expect(out.every((action) => action.byMachine || action.permission === "cases.platform")).toBe(true);
    if (state.waitsFor === "us") expect(out.some((action) => action.permission !== "cases.platform")).toBe(true);
  }
});

test.each(all)("%s: rule, fields, replies and due hours hold together", (_kind, it) => {
  expect(it.rule.promise).toMatch(/^[A-Z].{20,}\.$/);
  expect(it.rule.section).toMatch(/^[1-6](\.\d)?$/);
  const names = it.fields.map((field) => field.name);
  expect(new Set(names).size).toBe(names.length);
  for (const field of it.fields) expect(field.type === "choice").toBe(field.choices !== undefined);
  const known = new Set(["customer", "number", "agent", "service", "statement", "trust_centre", ...names]);
  const ids = it.replies.map((reply) => reply.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const action of Object.values(it.actions)) if (action.reply !== null) expect(ids).toContain(action.reply);
  for (const { text } of it.replies) {
    const used = Object.values(text).map((words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
    for (const name of used.flat()) expect(known).toContain(name);
    // The three languages say the same: each fills in the same things.
    expect(new Set(used.map((list) => [...new Set(list)].sort().join())).size).toBe(1);
  }
  const { urgent, high, normal, low } = it.dueHours;
  expect(urgent < high && high < normal && normal < low && urgent > 0).toBe(true);
});

test("an authority's request asks nothing and answers nothing in the case itself", () => {
  const { sealed, fields, replies, actions, customer } = kindDefinitions.log_disclosure;
  expect({ sealed, fields, replies, customer }).toEqual({ sealed: true, fields: [], replies: [], customer: "none" });
  expect(Object.values(actions).every((action) => action.byMachine)).toBe(true);
  expect(caseKinds.filter((kind) => kindDefinitions[kind].sealed)).toEqual(["log_disclosure"]);
});

test("the parts that do the work find the actions that they move cases with", () => {
  const machine = (kind: "slowdown" | "ip_restriction" | "log_disclosure" | "compensation") =>
    Object.entries(kindDefinitions[kind].actions)
      .filter(([, action]) => action.byMachine)
      .map(([name]) => name);
  expect(machine("slowdown")).toEqual(["diagnose", "measured"]);
  expect(machine("ip_restriction")).toEqual([
    "start_work",
    "propose",
    "return",
    "approve",
    "confirm",
    "stop_work",
    "roll_back",
    "end",
  ]);
  expect(machine("log_disclosure")).toEqual([
    "verify",
    "execute",
    "return",
    "approve",
    "deliver",
    "receive",
    "close",
    "refuse",
  ]);
  expect(machine("compensation")).toEqual(["gather"]);
});

test("restores, scans and dumps are refused with the way that there is", () => {
  const refusal = (kind: "restore" | "scan_or_audit" | "data_export", id: string) =>
    kindDefinitions[kind].replies.find((reply) => reply.id === id)!.text;
  expect(refusal("restore", "no_restore").en).toMatch(/correcting vouchers[\s\S]+data export service/);
  expect(refusal("scan_or_audit", "no_scan").en).toMatch(/\{trust_centre\}[\s\S]+special need/);
  expect(refusal("scan_or_audit", "no_audit").sv).toMatch(/\{trust_centre\}/);
  expect(refusal("data_export", "no_dump").fi).toMatch(/tietokantavedoksena[\s\S]+vientipalvelu/);
});
