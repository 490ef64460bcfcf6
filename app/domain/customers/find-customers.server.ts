import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { buildCustomerIndex, type CustomerIndex, hasEnded } from "./customer-index.ts";
import type { FoundCustomer } from "./customer-view.ts";
import { serviceReadable } from "./service-readable.server.ts";
import { formatDay } from "../../i18n/formats.ts";

const FOUND_MAX = 12;
const TYPED_MAX = 200;
/** What the finder says may be so old: a customer who came or changed since is found after it. */
export const INDEX_SECONDS = 30;

const input = z.object({
  q: z.string().trim().max(TYPED_MAX, `Type at most ${TYPED_MAX} characters of a name or a business id.`),
});

/**
 * Customers by name or business id, the likeliest first, at most 12; an empty text finds nobody. Names: words in any order, their
 * beginnings, slips of typing, with or without å, ä, ö. Business ids: their beginning, with or without the hyphen, as VAT number.
 * Answers are at most 30 seconds behind `service.customers`.
 * @throws DomainError `invalid` for more than 200 characters, `unavailable` where the table is not as agreed
 */
export async function findCustomers(ctx: Ctx, raw: z.input<typeof input>): Promise<FoundCustomer[]> {
  const { db, clock } = requirePermission(ctx, "customers.view");
  const { q } = parseInput(input, raw);
  if (q === "") return [];
  const index = await indexOf(db, clock.now());
  const today = formatDay(clock.now());
  return index.find(q, { most: FOUND_MAX, today }).map((customer) => ({
    businessId: customer.businessId,
    name: customer.name,
    country: customer.country,
    ended: hasEnded(customer, today),
  }));
}

type Kept = { print: string; checkedAt: number; index: CustomerIndex };
/** One index for each process and database, and one look at a time. */
const indexes = new WeakMap<Db, { kept: Kept | null; looking: Promise<Kept> | null }>();

async function indexOf(db: Db, now: Date): Promise<CustomerIndex> {
  const own = indexes.get(db) ?? { kept: null, looking: null };
  indexes.set(db, own);
  const age = own.kept ? now.getTime() - own.kept.checkedAt : Number.POSITIVE_INFINITY;
  if (own.kept && age >= 0 && age < INDEX_SECONDS * 1000) return own.kept.index;
  own.looking ??= look(db, own.kept, now.getTime()).finally(() => {
    own.looking = null;
  });
  own.kept = await own.looking;
  return own.kept.index;
}

/** The table may be a view of somebody else's: no trigger and no system column says that it changed, so its rows do. */
async function look(db: Db, kept: Kept | null, checkedAt: number): Promise<Kept> {
  const [row] = await serviceReadable(
    "service.customers",
    db.execute<{ print: string }>(sql`
      select count(*) || ' ' || coalesce(sum(hashtextextended(concat_ws(E'\\x1f', business_id, country, name, ended_on), 0)::numeric), 0)
        as print from service.customers`),
  );
  const { print } = row!;
  if (kept?.print === print) return { ...kept, checkedAt };
  const { businessId, name, country, endedOn } = serviceCustomer;
  const customers = await serviceReadable(
    "service.customers",
    db.select({ businessId, name, country, endedOn }).from(serviceCustomer),
  );
  return { print, checkedAt, index: await buildCustomerIndex(customers) };
}
