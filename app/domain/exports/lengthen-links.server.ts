import { and, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportLink, exportRun } from "#db/schema/exports.ts";
import { endOfHelsinkiDay } from "./clock-rules.ts";
import { lastFetchDay } from "./load-switches.server.ts";

/** Lets the links that work live as long as the archive can be fetched; none is shortened. @returns how many were lengthened */
export async function lengthenLinks(tx: DbOrTx, requestId: string, now: Date): Promise<number> {
  const until = await lastFetchDay(tx, requestId, now);
  if (!until) return 0;
  const expiresAt = endOfHelsinkiDay(until);
  const rows = await tx
    .update(exportLink)
    .set({ expiresAt })
    .where(
      and(
        inArray(
          exportLink.runId,
          tx.select({ id: exportRun.id }).from(exportRun).where(eq(exportRun.requestId, requestId)),
        ),
        isNull(exportLink.revokedAt),
        gt(exportLink.expiresAt, now),
        lt(exportLink.expiresAt, expiresAt),
      ),
    )
    .returning({ id: exportLink.id });
  return rows.length;
}
