import { paths } from "../../paths.ts";
import type { Permission } from "../access/permissions.ts";

type With = Record<string, string | undefined>;
type Action = { label: string; permission: Permission; takes: readonly string[]; href: (given: With) => string };

/**
 * What a step can send somebody to do: always a page, which asks for its own permission and does it by its own verb.
 * `permission` is what the deed needs, so that a step can say beforehand who can do it.
 */
export const runbookActions = {
  "incident.open": action("Open an incident", "incidents.manage", ["component"], ({ component }) =>
    paths.incidentNew({ component }),
  ),
  "incident.list": action("Look at incidents", "health.view", ["component"], ({ component }) =>
    paths.incidents({ component }),
  ),
  "health.look": action("Look at health", "health.view", [], () => paths.health()),
  "component.look": action("Look at the component", "health.view", ["component"], ({ component }) =>
    component ? paths.component(component) : paths.components(),
  ),
  "grafana.look": action("Look at what Grafana answers", "system.view", [], () => paths.source()),
  "backups.look": action("Look at backups", "health.view", [], () => paths.backups()),
  "restore_test.record": action("Record a tried restore", "restore_tests.record", [], () => paths.backups()),
  "on_call.look": action("See who is on call", "on_call.view", [], () => paths.onCall()),
  "latency.look": action("Look at latency", "latency.view", ["page", "client"], ({ page, client }) =>
    paths.latency({ page, client }),
  ),
  "latency.pages": action("Look at latency by page", "latency.view", [], () => paths.latencyPages()),
  "latency.parts": action("Look at servers and connections", "latency.view", [], () => paths.latencyParts()),
  "latency.customers": action("Look at latency by customer", "latency_customers.view", [], () =>
    paths.latencyCustomers(),
  ),
  "customer.look": action("Open the customer", "customers.view", ["customer"], ({ customer }) =>
    customer ? paths.customer(customer) : paths.customers(),
  ),
  "diagnosis.make": action(
    "Diagnose the slowdown",
    "customers.view",
    ["case", "customer", "page", "from", "to"],
    ({ case: number, customer, page, from, to }) => paths.diagnosis({ case: number, customer, page, from, to }),
  ),
  "case.open": action("Open a case", "cases.work", ["kind", "customer"], ({ kind, customer }) =>
    paths.caseNew({ kind, customer }),
  ),
  "case.list": action("Look at cases", "cases.view", ["kind"], ({ kind }) => paths.cases({ kind })),
  "window.plan": action("Look at the maintenance plan", "maintenance.view", [], () => paths.maintenance()),
  "window.manage": action("Go to the maintenance windows", "maintenance.manage", [], () => paths.maintenance()),
  "window.announce_urgent": action("Announce urgent maintenance", "maintenance.manage", [], () =>
    paths.maintenanceUrgent(),
  ),
  "release.look": action("Look at releases", "releases.view", [], () => paths.releases()),
  "release.roll_back": action("Record a roll-back", "releases.record", [], () => paths.releases()),
  "bulletin.list": action("Look at bulletins", "bulletins.view", [], () => paths.bulletins()),
  "bulletin.write": action("Write a bulletin", "bulletins.edit", ["kind"], ({ kind }) => paths.bulletinNew({ kind })),
  "bulletin.approve": action("Go to the bulletin to approve", "bulletins.approve", [], () => paths.bulletins()),
  "mailing.look": action("Look at mailings", "mailings.view", [], () => paths.mailings()),
  "export.look": action("Look at exports", "exports.view", [], () => paths.exports()),
  "export.request": action("Request an export", "exports.request", [], () => paths.exportNew()),
  "export.hand_over": action("Hand over the archive", "exports.hand_over", [], () => paths.exports()),
  "ip_restriction.draft": action(
    "Draft an IP restriction",
    "ip_restrictions.propose",
    ["customer", "case"],
    ({ customer, case: number }) => paths.ipRestrictionNew({ customer, case: number }),
  ),
  "ip_restriction.look": action("Look at IP restrictions", "ip_restrictions.view", ["customer"], ({ customer }) =>
    paths.ipRestrictions({ q: customer }),
  ),
  "ip_restriction.approve": action(
    "Go to the IP restriction to approve",
    "ip_restrictions.approve",
    ["customer"],
    ({ customer }) => paths.ipRestrictions({ q: customer, state: "proposed" }),
  ),
  "ip_restriction.test": action("Try an address", "ip_restrictions.view", ["customer"], ({ customer }) =>
    paths.ipAddressTest({ customer }),
  ),
  "ip_restriction.lift": action("Lift the IP restriction", "ip_restrictions.lift", ["customer"], ({ customer }) =>
    paths.ipRestrictions({ q: customer, state: "active" }),
  ),
  "edge.look": action("Look at the balancers", "ip_restrictions.view", [], () => paths.edge()),
  "disclosure.register": action("Register the request", "disclosures.register", [], () => paths.disclosures()),
  "disclosure.execute": action("Go to the disclosures", "disclosures.execute", [], () => paths.disclosures()),
  "disclosure.approve": action("Go to the disclosure to approve", "disclosures.approve", [], () => paths.disclosures()),
  "api_keys.manage": action("Go to the API keys", "api_keys.manage", [], () => paths.apiKeys()),
  "webhooks.manage": action("Go to the webhooks", "webhooks.manage", [], () => paths.webhooks()),
  "facts.look": action("Look at the service facts", "facts.view", [], () => paths.serviceFacts()),
} satisfies Record<string, Action>;
export type ActionName = keyof typeof runbookActions;
export const actionNames = Object.keys(runbookActions) as ActionName[];

export const runbookAction = (name: ActionName): Action => runbookActions[name];

function action(label: string, permission: Permission, takes: readonly string[], href: Action["href"]): Action {
  return { label, permission, takes, href };
}
