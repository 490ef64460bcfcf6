import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { inventedCustomers } from "./customer-names.ts";
import { CUSTOMERS_MEASURED, DEMO_SEED } from "./service-model/create-service-model.ts";
import { modelCustomers } from "./service-model/customers.ts";
import { uniform } from "./service-model/uniform.ts";

const CUSTOMERS = 2000;

type Row = typeof serviceCustomer.$inferInsert;

/**
 * The customers of the demo's service, once: every company of the ledger, everybody whose use the demo's Grafana measures, and
 * invented ones up to 2,000. A later start adds only what is missing; the same rows on every machine.
 * @param db as the database's owner: the console itself may only read them
 */
export async function seedDemoCustomers(db: Db): Promise<void> {
  await db.execute(sql`
    insert into service.customers (business_id, country, name, customer_since)
    select c.business_id, c.country, c.name, coalesce(min(y.starts_on), date '2014-01-01')
      from ledger.companies c left join ledger.financial_years y on y.company_id = c.id
     group by c.business_id, c.country, c.name
        on conflict do nothing`);
  await db.insert(serviceCustomer).values(demoCustomers()).onConflictDoNothing();
}

/** Those that follow from the demo alone. */
export function demoCustomers(): Row[] {
  const measured = modelCustomers(CUSTOMERS_MEASURED, COMPANIES, DEMO_SEED).slice(COMPANIES.length);
  const rows: Row[] = COMPANIES.map(({ businessId, name, years }) => ({
    businessId,
    country: "FI",
    name,
    customerSince: years[0]!.startsOn,
  }));
  for (const { country, name, businessId } of inventedCustomers()) {
    if (rows.length === CUSTOMERS) break;
    // A measured customer has the number under which it is measured, which is Finnish.
    const known = country === "FI" ? measured.shift()?.customer : undefined;
    rows.push({ businessId: known ?? businessId, country, name, ...timesOf(rows.length, known !== undefined) });
  }
  return rows;
}

/** Since when; one in thirty of those that are not measured has ended. */
function timesOf(n: number, measured: boolean): Pick<Row, "customerSince" | "endedOn"> {
  const day = (from: number, span: number, what: number) =>
    new Date(Date.UTC(from, 0, 1 + Math.floor(span * uniform(DEMO_SEED, n, what)))).toISOString().slice(0, 10);
  const ended = !measured && uniform(DEMO_SEED, n, 103) < 1 / 30;
  return { customerSince: day(2009, 4700, 101), endedOn: ended ? day(2023, 1300, 102) : null };
}
