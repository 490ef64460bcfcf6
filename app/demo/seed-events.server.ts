import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { type EventPerson, eventPeople } from "./event-people.ts";
import { nameNumber, pick, uniform } from "./service-model/uniform.ts";

const DAY = 86_400_000;
const DAYS = 90;
const EVENTS_A_DAY = 600;
const ROWS_AT_ONCE = 6000;
const SEED = nameNumber("demo events");

type EventRow = {
  id: number;
  at: string;
  business_id: string;
  person: string;
  person_name: string;
  event: string;
  address: string | null;
  details: Record<string, string | number>;
};

/** What happens in a bookkeeping service, with the part of each and what its row says besides. */
const kinds: readonly { event: string; part: number; details: (n: number) => EventRow["details"] }[] = [
  { event: "sign_in", part: 22, details: (n) => ({ method: pick(["bank", "mobile_certificate"], n, 1) }) },
  { event: "sign_out", part: 10, details: () => ({}) },
  { event: "voucher_viewed", part: 26, details: (n) => ({ voucher: `PT-${1000 + (n % 800)}` }) },
  {
    event: "voucher_changed",
    part: 12,
    details: (n) => ({ voucher: `PT-${1000 + (n % 800)}`, field: pick(["account", "amount", "date"], n, 2) }),
  },
  {
    event: "invoice_sent",
    part: 10,
    details: (n) => ({ invoice: `${20000 + (n % 3000)}`, channel: "e-invoice", recipient_name: "Aada Asiakasmaa" }),
  },
  {
    event: "payment_confirmed",
    part: 8,
    details: (n) => ({ payment: `M${n % 5000}`, payer_name: "Pentti Maksajala" }),
  },
  { event: "payslip_viewed", part: 6, details: (n) => ({ payslip: `P${n % 400}`, employee_name: "Tuomas Työläinen" }) },
  { event: "settings_changed", part: 4, details: (n) => ({ setting: pick(["vat_period", "approval_limit"], n, 3) }) },
  { event: "user_added", part: 2, details: () => ({ role: "viewer", user_name: "Uuno Uusikaski" }) },
];
const PARTS = kinds.reduce((all, { part }) => all + part, 0);

/**
 * The demo service's event log of the last ninety days, once; a later start adds the days that have come since. A day's events
 * are the same on every machine.
 * @param db as the database's owner: the console's own roles may only read, and of them the worker's alone
 */
export async function seedDemoEvents(db: Db, { now }: { now: Date }): Promise<void> {
  const today = Math.floor(now.getTime() / DAY);
  const [held] = await db.execute<{ last: string | null }>(sql`select max(id)::text as last from service.events`);
  const first = held?.last ? Math.floor(Number(held.last) / EVENTS_A_DAY) : today - DAYS;
  let rows: EventRow[] = [];
  const write = async () => {
    await db.execute(sql`
      insert into service.events (id, at, business_id, person, person_name, event, address, details)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e
        (id bigint, at timestamptz, business_id text, person text, person_name text, event text, address inet, details jsonb)
      on conflict do nothing`);
    rows = [];
  };
  for (let day = Math.max(first, today - DAYS); day <= today; day++) {
    rows.push(...eventsOfDay(day).filter(({ at }) => new Date(at) <= now));
    if (rows.length >= ROWS_AT_ONCE) await write();
  }
  if (rows.length > 0) await write();
}

/** @param day days since 1970-01-01, UTC */
export function eventsOfDay(day: number): EventRow[] {
  return Array.from({ length: EVENTS_A_DAY }, (_, n) => eventOf(day, n)).sort((a, b) => a.id - b.id);
}

function eventOf(day: number, n: number): EventRow {
  const u = (what: number) => uniform(SEED, day, n, what);
  const who: EventPerson = eventPeople[Math.floor(u(1) * eventPeople.length)]!;
  const company = COMPANIES[who.companies[Math.floor(u(2) * who.companies.length)]! % COMPANIES.length]!;
  let left = u(3) * PARTS;
  const kind =
    kinds.find(({ part }) => {
      left -= part;
      return left < 0;
    }) ?? kinds[0]!;
  // In order of time within the day, mostly in office hours of Helsinki; the first and last minutes of a day happen too.
  const part = (n + u(4)) / EVENTS_A_DAY;
  const minute =
    part < 0.05
      ? part * 20 * 300
      : part > 0.97
        ? 900 + ((part - 0.97) / 0.03) * 540
        : 300 + ((part - 0.05) / 0.92) * 600;
  return {
    id: day * EVENTS_A_DAY + n,
    at: new Date(day * DAY + Math.round(minute * 60_000)).toISOString(),
    business_id: company.businessId,
    person: who.person,
    person_name: who.name,
    event: kind.event,
    address: who.name === "" ? null : `198.51.100.${1 + (nameNumber(who.person) % 200)}`,
    details: kind.details(Math.floor(u(5) * 100_000)),
  };
}
