/**
 * Who may do what: one pure table. A role holds exactly the permissions named here; there is no role that holds all.
 * `product.md`, "People and what they come for".
 */
export const roles = [
  "customer_service",
  "release_manager",
  "platform",
  "export_officer",
  "payroll_officer",
  "administrator",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "home.view",
  "sessions.own",
  "facts.view",
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
  "staff.view",
  "staff.manage",
  "staff.approve_role",
  "sessions.end_any",
  "audit.view",
  "outbox.view",
  "system.view",
  "health.view",
  "health.edit_components",
  "incidents.manage",
  "restore_tests.record",
  "on_call.view",
  "on_call.swap",
  "on_call.manage",
  "latency.view",
  "latency_customers.view",
  "maintenance.view",
  "maintenance.manage",
  "maintenance.approve",
  "releases.view",
  "releases.record",
  "api_keys.manage",
  "bulletins.view",
  "bulletins.edit",
  "bulletins.approve",
  "bulletins.publish",
  "mailings.view",
  "customers.view",
  "cases.view",
  "cases.work",
  "cases.platform",
  "webhooks.manage",
  "ip_restrictions.view",
  "ip_restrictions.propose",
  "ip_restrictions.approve",
  "ip_restrictions.lift",
  "disclosures.register",
  "disclosures.view_content",
  "disclosures.execute",
  "disclosures.approve",
  "runbooks.view",
  "runbooks.run",
] as const;
export type Permission = (typeof permissions)[number];

/** Of whoever is signed in, with any role or none yet. */
const everyone: readonly Permission[] = ["home.view", "sessions.own", "facts.view"];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  customer_service: [
    "outbox.view",
    "health.view",
    "on_call.view",
    "latency.view",
    "latency_customers.view",
    "maintenance.view",
    "releases.view",
    "bulletins.view",
    "customers.view",
    "cases.view",
    "cases.work",
    "ip_restrictions.view",
    "ip_restrictions.propose",
    "ip_restrictions.approve",
    "ip_restrictions.lift",
    "disclosures.register",
    "runbooks.view",
    "runbooks.run",
  ],
  release_manager: [
    "health.view",
    "on_call.view",
    "latency.view",
    "outbox.view",
    "maintenance.view",
    "maintenance.manage",
    "maintenance.approve",
    "releases.view",
    "releases.record",
    "api_keys.manage",
    "bulletins.view",
    "bulletins.edit",
    "bulletins.approve",
    "bulletins.publish",
    "mailings.view",
    "runbooks.view",
    "runbooks.run",
  ],
  platform: [
    "system.view",
    "outbox.view",
    "health.view",
    "health.edit_components",
    "incidents.manage",
    "restore_tests.record",
    "on_call.view",
    "on_call.swap",
    "on_call.manage",
    "latency.view",
    "latency_customers.view",
    "maintenance.view",
    "maintenance.manage",
    "maintenance.approve",
    "releases.view",
    "releases.record",
    "bulletins.view",
    "api_keys.manage",
    "customers.view",
    "cases.view",
    "cases.platform",
    "webhooks.manage",
    "ip_restrictions.view",
    "ip_restrictions.lift",
    "disclosures.register",
    "disclosures.view_content",
    "disclosures.execute",
    "disclosures.approve",
    "runbooks.view",
    "runbooks.run",
  ],
  export_officer: [
    "exports.view",
    "exports.request",
    "exports.scope",
    "exports.approve",
    "exports.cancel",
    "exports.run",
    "exports.hand_over",
    "exports.erase",
    "exports.approve_erasure",
    "outbox.view",
    "health.view",
    "runbooks.view",
    "runbooks.run",
  ],
  // Held beside export_officer: payroll shows what each person earns.
  payroll_officer: ["payroll_exports.prepare", "payroll_exports.approve"],
  administrator: ["staff.view", "staff.manage", "staff.approve_role", "sessions.end_any"],
  // Sees everything that was done, changes nothing.
  auditor: [
    "audit.view",
    "exports.view",
    "staff.view",
    "health.view",
    "on_call.view",
    "latency.view",
    "latency_customers.view",
    "maintenance.view",
    "releases.view",
    "bulletins.view",
    "mailings.view",
    "customers.view",
    "cases.view",
    "ip_restrictions.view",
    "runbooks.view",
  ],
};

/** Roles that can approve what another prepared: giving one needs a second administrator. */
export const approvingRoles: readonly Role[] = roles.filter((role) =>
  rolePermissions[role].some((permission) => permission.endsWith(".approve") || permission === "staff.approve_role"),
);

/** Idle time after which a session ends, in minutes (stricter than NIST SP 800-63B-4 AAL2; AAL3's figure for roles that publish, export or audit). */
export function idleMinutes(held: Iterable<Role>): number {
  for (const role of held)
    if (role === "release_manager" || role === "export_officer" || role === "payroll_officer" || role === "auditor")
      return 15;
  return 30;
}

export function permissionsOf(held: Iterable<Role>): Set<Permission> {
  return new Set([...everyone, ...[...held].flatMap((role) => rolePermissions[role])]);
}
