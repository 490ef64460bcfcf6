import type { Role } from "./permissions.ts";

export const roleLabels: Record<Role, string> = {
  customer_service: "Customer service",
  release_manager: "Release manager",
  platform: "Platform team",
  export_officer: "Export officer",
  payroll_officer: "Payroll export officer",
  administrator: "Administrator",
  auditor: "Auditor",
};
