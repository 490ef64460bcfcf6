import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { inject } from "vitest";

/**
 * Lets days pass for one export in the running demo: every date of its switch and of its link was so many days earlier. What
 * happens then is the worker's to do, at its own pace.
 */
export async function daysPass(request: string, days: number): Promise<void> {
  const id = new URL(request).pathname.split("/").at(-1)!;
  const url = readFileSync(path.join(inject("demo").home, "postgres-url"), "utf8");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`
        update console.export_clock set notice_given_on = notice_given_on - ${days}::int,
          notice_ends_on = notice_ends_on - ${days}::int, transition_ends_on = transition_ends_on - ${days}::int,
          retrieval_ends_on = retrieval_ends_on - ${days}::int
        where request_id = ${id}`;
      await tx`
        update console.export_link set created_at = created_at - make_interval(days => ${days}),
          expires_at = expires_at - make_interval(days => ${days})
        where run_id in (select run.id from console.export_run run where run.request_id = ${id})`;
    });
  } finally {
    await sql.end();
  }
}
