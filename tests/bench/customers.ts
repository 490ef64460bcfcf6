import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import postgres from "postgres";
import { inventedCustomers } from "#app/demo/customer-names.ts";
import { permissionsOf } from "#app/domain/access/permissions.ts";
import type { Ctx, StaffActor } from "#app/domain/context.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { openDb } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";

const CUSTOMERS = 20_000;
const ROUNDS = 30;
/** What people type, and whether a part of the name as it stands can find it. */
const typed = [
  ["beginning", "taruvaaran kone"],
  ["inside a word", "hammaslääk"],
  ["business id", "9200000-"],
  ["one letter", "k"],
  ["other order", "konepaja taruvaaran"],
  ["without marks", "aijonlammen"],
  ["a slip", "taruvaaran knoepaja"],
  ["nothing like it", "zzzzqqqq"],
] as const;

async function fill(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const all = inventedCustomers();
  const rows = Array.from({ length: CUSTOMERS }, (_, i) => {
    const { businessId, country, name } = all.next().value;
    return { business_id: businessId, country, name: `${name} ${i}`, customer_since: "2020-01-01" };
  });
  for (let i = 0; i < rows.length; i += 5000)
    await owner`insert into service.customers ${owner(rows.slice(i, i + 5000))}`;
  await owner`analyze service.customers`;
  await owner.end();
}

const agent: StaffActor = {
  kind: "staff",
  id: "00000000-0000-4000-8000-000000000001",
  sessionId: "00000000-0000-4000-8000-000000000002",
  displayName: "Bench",
  roles: ["customer_service"],
  permissions: permissionsOf(["customer_service"]),
  authTime: new Date(),
  formToken: "",
};

/** The slowest but one of thirty, in ms, and how many it found. */
async function slowest(find: () => PromiseLike<ArrayLike<unknown>>): Promise<[number, number]> {
  const times: number[] = [];
  let found = 0;
  for (let i = 0; i < ROUNDS; i += 1) {
    const from = performance.now();
    found = (await find()).length;
    times.push(performance.now() - from);
  }
  return [times.toSorted((a, b) => a - b).at(-2)!, found];
}

/**
 * The finder of customers among 20,000, beside Postgres looking through the same names with `ilike '%…%'` and no index, which finds
 * no other order, no other letters and no slip.
 */
export async function benchCustomers(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-bench-customers-"));
  // The embedded server does not run as root and must be able to enter.
  chmodSync(home, 0o755);
  const server = await startEmbedded(home, { database: "bench" });
  const { db, sql, close } = openDb(server.url, { max: 2 });
  try {
    await migrateDatabase(server.url);
    await fill(server.url);
    // It never goes on, so that what is measured is the search and not the look at the table.
    const now = new Date();
    const ctx: Ctx = {
      actor: agent,
      db,
      clock: { now: () => now },
      requestId: "bench",
      log: pino({ level: "silent" }),
    };
    const from = performance.now();
    await findCustomers(ctx, { q: "first" });
    console.log(`customers: index of ${CUSTOMERS} read and built in ${Math.round(performance.now() - from)} ms`);
    for (const [what, q] of typed) {
      const pattern = `%${q}%`;
      const [ours, found] = await slowest(() => findCustomers(ctx, { q }));
      const [theirs, foundThere] = await slowest(
        () =>
          sql`select business_id, name from service.customers where name ilike ${pattern} or business_id ilike ${pattern} order by name limit 12`,
      );
      console.log(
        `customers ${what.padEnd(16)} ${ours.toFixed(1).padStart(6)} ms, ${String(found).padStart(2)} found; ` +
          `ilike ${theirs.toFixed(1).padStart(6)} ms, ${String(foundThere).padStart(2)} found: ${(ours / theirs).toFixed(2)} times as long`,
      );
    }
  } finally {
    await close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
