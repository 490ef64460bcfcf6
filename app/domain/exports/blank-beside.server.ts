import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportClock, exportRun, message } from "#db/schema/exports.ts";
import { blankWords } from "./blank-people.ts";

/**
 * Removes what stands beside a request and may be about people: why a transition or the fetching was longer (the ground, by code,
 * and the days stay), the words of a fault (its code stays), and mails and codes with their addresses.
 * @param but a message that is still to go out
 */
export async function blankBeside(tx: DbOrTx, requestId: string, at: Date, but?: string): Promise<void> {
  await tx
    .update(exportClock)
    .set({
      transitionReason: blankWords(exportClock.transitionReason, at),
      retrievalReason: blankWords(exportClock.retrievalReason, at),
    })
    .where(eq(exportClock.requestId, requestId));
  await tx
    .update(exportRun)
    // Amounts of the books; sizes and hashes stay.
    .set({ errorMessage: blankWords(exportRun.errorMessage, at), controlTotals: null })
    .where(eq(exportRun.requestId, requestId));
  const links = sql`(select link.id from console.export_link link join console.export_run run on run.id = link.run_id
    where run.request_id = ${requestId})`;
  await tx
    .update(message)
    .set({
      recipient: "",
      subject: null,
      body: null,
      state: sql`case when ${message.state} in ('queued', 'sending') then 'failed' else ${message.state} end`,
    })
    .where(
      and(
        but === undefined ? undefined : ne(message.id, but),
        inArray(message.purpose, ["export_link", "export_code", "export_notice"]),
        or(eq(message.subjectId, requestId), sql`${message.subjectId} in ${links}`),
      ),
    );
}
