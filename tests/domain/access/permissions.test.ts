import { expect, test } from "vitest";
import {
  approvingRoles,
  idleMinutes,
  type Permission,
  permissions,
  permissionsOf,
  type Role,
  roles,
} from "#app/domain/access/permissions.ts";
import { conflictingRole } from "#app/domain/access/role-rules.ts";

const may = (role: Role) => permissionsOf([role]);

/** "Must never be able to", role by role, in the words of the product's description. */
const never: [Role, string, Permission[]][] = [
  [
    "customer_service",
    "see a customer's bookkeeping; approve their own request",
    [
      "exports.view",
      "exports.scope",
      "exports.run",
      "exports.hand_over",
      "exports.approve",
      "exports.erase",
      "exports.approve_erasure",
      "payroll_exports.prepare",
      "payroll_exports.approve",
      "audit.view",
      "disclosures.view_content",
      "disclosures.execute",
      "disclosures.approve",
    ],
  ],
  [
    "release_manager",
    "touch exports or IP lists",
    [
      "exports.view",
      "exports.request",
      "exports.scope",
      "exports.approve",
      "exports.cancel",
      "exports.run",
      "exports.hand_over",
      "exports.erase",
      "exports.approve_erasure",
      "payroll_exports.prepare",
      "payroll_exports.approve",
    ],
  ],
  ["platform", "approve what they prepared", ["exports.approve", "exports.approve_erasure", "staff.approve_role"]],
  [
    "export_officer",
    "decide about staff, read the trail of what they did, or ask for payroll, which shows what each person earns",
    [
      "staff.manage",
      "staff.approve_role",
      "sessions.end_any",
      "audit.view",
      "payroll_exports.prepare",
      "payroll_exports.approve",
    ],
  ],
  [
    "payroll_officer",
    "do anything with exports alone: the role is held beside export officer's",
    [
      "exports.view",
      "exports.request",
      "exports.scope",
      "exports.approve",
      "exports.cancel",
      "exports.run",
      "exports.hand_over",
      "exports.erase",
      "exports.approve_erasure",
    ],
  ],
  [
    "administrator",
    "do any other role's work",
    [
      "exports.view",
      "exports.request",
      "exports.scope",
      "exports.approve",
      "exports.cancel",
      "exports.run",
      "exports.hand_over",
      "exports.erase",
      "exports.approve_erasure",
      "payroll_exports.prepare",
      "payroll_exports.approve",
      "audit.view",
      "outbox.view",
      "system.view",
    ],
  ],
  [
    "auditor",
    "change anything",
    [
      "exports.request",
      "exports.scope",
      "exports.approve",
      "exports.cancel",
      "exports.run",
      "exports.hand_over",
      "exports.erase",
      "exports.approve_erasure",
      "payroll_exports.prepare",
      "payroll_exports.approve",
      "staff.manage",
      "staff.approve_role",
      "sessions.end_any",
      "health.edit_components",
      "incidents.manage",
      "on_call.manage",
      "on_call.swap",
      "maintenance.manage",
      "maintenance.approve",
      "releases.record",
      "api_keys.manage",
      "bulletins.edit",
      "bulletins.approve",
      "bulletins.publish",
    ],
  ],
];

test.each(never)("%s must never be able to %s", (role, _words, forbidden) => {
  expect(forbidden.filter((permission) => may(role).has(permission))).toEqual([]);
});

test("the auditor's permissions are to view, and to see to the own sessions", () => {
  expect([...may("auditor")].filter((permission) => !permission.endsWith(".view"))).toEqual(["sessions.own"]);
});

test("every role is told what it must never do, no role may do all, and no permission is left without a role", () => {
  expect(never.map(([role]) => role).sort()).toEqual([...roles].sort());
  for (const role of roles) expect(may(role).size).toBeLessThan(permissions.length);
  expect(permissions.filter((permission) => !roles.some((role) => may(role).has(permission)))).toEqual([]);
});

test("whoever can approve what another prepared: giving these roles takes two administrators", () => {
  expect([...approvingRoles].sort()).toEqual([
    "administrator",
    "customer_service",
    "export_officer",
    "payroll_officer",
    "platform",
    "release_manager",
  ]);
});

test("whoever has no role yet comes home, reads the public facts of the service, and sees to their own sessions, and may do nothing else", () => {
  expect([...permissionsOf([])].sort()).toEqual(["facts.view", "home.view", "sessions.own"]);
  for (const role of roles) expect([...may(role)]).toEqual(expect.arrayContaining(["home.view", "sessions.own"]));
});

test("idle minutes: 15 for release managers, export officers, payroll officers and auditors, 30 for the others", () => {
  expect(Object.fromEntries(roles.map((role) => [role, idleMinutes([role])]))).toEqual({
    customer_service: 30,
    release_manager: 15,
    platform: 30,
    export_officer: 15,
    payroll_officer: 15,
    administrator: 30,
    auditor: 15,
  });
});

test("administrators and auditors hold no other role; the others may be combined", () => {
  expect(conflictingRole(["administrator"], "export_officer")).toBe("administrator");
  expect(conflictingRole(["customer_service"], "administrator")).toBe("customer_service");
  expect(conflictingRole(["auditor"], "platform")).toBe("auditor");
  expect(conflictingRole(["customer_service", "platform"], "release_manager")).toBeUndefined();
  expect(conflictingRole([], "auditor")).toBeUndefined();
});
