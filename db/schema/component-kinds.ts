/** What a component can be; the check constraint of console.component.kind says the same. */
export const componentKinds = [
  "application_servers",
  "databases",
  "load_balancer",
  "data_centre",
  "bank_connections",
  "income_register",
  "e_invoicing",
  "print_and_scan",
  "partner_api",
  "siem_export",
  "backups",
] as const;
export type ComponentKind = (typeof componentKinds)[number];
