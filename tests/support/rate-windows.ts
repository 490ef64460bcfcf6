import type { Sql } from "postgres";

/**
 * Waits, where a window of the counted attempts is about to turn, until the next one has begun: what a test counts from
 * here on falls into one window. Windows are fixed and by the database's clock, which no test moves.
 * @param windowSeconds the limit's window, e.g. 3600
 * @param needed seconds that the test's attempts take on a slow machine; the longest wait too
 */
export async function inOneWindow(sql: Sql, windowSeconds: number, needed = 20): Promise<void> {
  const [row] = await sql`
    select ${windowSeconds}::int - mod(extract(epoch from clock_timestamp()), ${windowSeconds}::int) as left`;
  const left = Number(row!.left);
  if (left < needed) await new Promise((resolve) => setTimeout(resolve, left * 1000 + 50));
}
