import { latencyHour } from "#db/schema/latency.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { HOUR } from "./hours-of.ts";

/** Stores hours of 100 requests, nine of ten within the target; the average is by hour (its start, ms) and client. */
export async function storeHours(
  { db }: TestDatabase,
  from: string,
  to: string,
  average: (hour: number, client: string) => number,
  { measuredAt, clients = ["browser"] }: { measuredAt: string; clients?: string[] },
): Promise<void> {
  const rows: (typeof latencyHour.$inferInsert)[] = [];
  for (let hour = Date.parse(from); hour < Date.parse(to); hour += HOUR)
    for (const client of clients)
      rows.push({
        hour: new Date(hour),
        client,
        requests: 100,
        seconds: 100 * average(hour, client),
        withinTarget: 90,
        errors: 1,
        measuredAt: new Date(measuredAt),
      });
  for (let start = 0; start < rows.length; start += 1000)
    await db.insert(latencyHour).values(rows.slice(start, start + 1000));
}
