import type { ComponentKind } from "#db/schema/component-kinds.ts";

/** What each kind of component is called, in the order in which they are offered. */
export const kindLabels: Record<ComponentKind, string> = {
  application_servers: "Application servers",
  databases: "Databases",
  load_balancer: "Load balancer",
  data_centre: "Data centre",
  bank_connections: "Bank connections",
  income_register: "Income register",
  e_invoicing: "E-invoicing operator",
  print_and_scan: "Print and scan",
  partner_api: "Partner API",
  siem_export: "SIEM export",
  backups: "Backups",
};
