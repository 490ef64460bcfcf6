import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { nameNumber, uniform } from "./service-model/uniform.ts";
import { type DemoSigner, demoSigners } from "./sign-in-people.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** More than a dry run looks back (30 days). */
const DAYS = 35;
const ROWS_AT_ONCE = 8000;
const SEED = nameNumber("demo sign-in times");
/** A day's rows have numbers of their own: the day's number, then the row's. */
const IDS_A_DAY = 100_000;

type Row = {
  id: number;
  at: string;
  business_id: string;
  person: string;
  role: string;
  address: string;
  client: string;
};

/**
 * Who has signed in to the demo's customers, and from where, in the 35 days up to now. A later start adds what has come since. A
 * day's sign-ins are the same on every machine.
 * @param db as the database's owner: the console itself may only read them
 */
export async function seedDemoSignIns(db: Db, { now }: { now: Date }): Promise<void> {
  const today = Math.floor(now.getTime() / DAY);
  const [held] = await db.execute<{ last: string | null }>(sql`select max(id)::text as last from service.sign_ins`);
  const first = held?.last ? Math.max(Math.floor(Number(held.last) / IDS_A_DAY), today - DAYS) : today - DAYS;
  const signers = demoSigners();
  for (let day = first; day <= today; day += 1) {
    const rows = signInsOf(day, signers).filter(({ at }) => Date.parse(at) <= now.getTime());
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const part = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE));
      await db.execute(sql`
        insert into service.sign_ins (id, at, business_id, person, role, address, client)
        select id, at, business_id, person, role, address, client from jsonb_to_recordset(${part}::jsonb)
            as r(id bigint, at timestamptz, business_id text, person text, role text, address inet, client text)
            on conflict do nothing`);
    }
  }
}

/** @param day since 1970, UTC */
function signInsOf(day: number, signers: readonly DemoSigner[]): Row[] {
  const isFree = [0, 6].includes(new Date(day * DAY).getUTCDay());
  const rows: Row[] = [];
  signers.forEach((signer, s) => {
    const u = (...what: number[]) => uniform(SEED, day, s, ...what);
    const often = signer.timesADay * (signer.client === "browser" && isFree ? 0.08 : 1);
    const times = Math.floor(often + u(1));
    for (let n = 0; n < times; n += 1) {
      const at = new Date(day * DAY + hourOf(signer, u(2, n), n / times) * HOUR);
      const { businessId, person, role, client } = signer;
      const address = signer.address(placeOf(signer, u(3, n)), day * 100 + n);
      const id = day * IDS_A_DAY + rows.length;
      rows.push({ id, at: at.toISOString(), business_id: businessId, person, role, address, client });
    }
  });
  return rows;
}

/** People come in office hours of Helsinki, most of them in the morning; programs are spread over the day. UTC. */
const hourOf = ({ client }: DemoSigner, chance: number, part: number) =>
  client === "browser" ? 5 + 10 * (part + (1 - part) * chance ** 1.6) : 24 * ((part + chance / 4) % 1);

function placeOf({ places }: DemoSigner, chance: number) {
  let left = chance;
  for (const { place, part } of places) {
    if (left < part) return place;
    left -= part;
  }
  return places.at(-1)!.place;
}
