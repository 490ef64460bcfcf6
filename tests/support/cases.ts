import postgres from "postgres";
import type { Role } from "#app/domain/access/permissions.ts";
import type { CaseKind } from "#app/domain/cases/case-kinds.ts";
import { openCase, type OpenCaseInput } from "#app/domain/cases/open-case.server.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { person } from "./incidents.ts";
import { testService } from "./service.ts";

export const customers = [
  { businessId: "1234567-1", name: "Rakennus Rinne Oy" },
  { businessId: "7654321-2", name: "Skärgårdens Handel Ab" },
];

/** Two customers, as the vendor's table names them. */
export async function withCustomers(database: TestDatabase): Promise<void> {
  const sql = postgres(database.ownerUrl, { max: 1 });
  for (const { businessId, name } of customers)
    await sql`insert into service.customers (business_id, country, name, customer_since)
      values (${businessId}, 'FI', ${name}, '2020-01-01')`;
  await sql.end();
}

export type Desk = ServiceCtx<StaffActor>;

/** Somebody of the staff, as the pages' context. */
export async function deskPerson(database: TestDatabase, name: string, roles: Role[], clock: Clock): Promise<Desk> {
  return { ...(await person(database, name, roles, clock)), ...testService() };
}

const asked: Partial<Record<CaseKind, Record<string, string>>> = {
  slowdown: { operation: "Sales invoices", since: "2026-11-23T09:00", who: "everybody" },
  ip_restriction: { wanted: "new", requester: "Maija Mallikas, CFO", authority: "Called back" },
  scan_or_audit: { what: "scan", who: "The customer itself" },
  vulnerability: { where: "The sign-in page", steps: "Typed a quote.", exploited: "no" },
  partner_limit: { partner: "Palkka-Apu", resources: "Only payroll", authorised_by: "Maija Mallikas, CFO" },
  restore: { what: "Voucher 12", how: "user" },
  compensation: { from: "2026-10-01", to: "2026-10-31", claim: "It was slow." },
  data_export: { requester: "Maija Mallikas, CFO" },
};

/** Opens a case of a kind with sound answers. */
export function opened(by: Desk, kind: CaseKind, more: Partial<OpenCaseInput> = {}) {
  return openCase(by, {
    kind,
    businessId: kind === "log_disclosure" || kind === "vulnerability" ? null : "1234567-1",
    subject: `About ${kind}`,
    language: "fi",
    priority: "normal",
    externalNumber: null,
    request: asked[kind] ?? {},
    ...more,
  });
}
