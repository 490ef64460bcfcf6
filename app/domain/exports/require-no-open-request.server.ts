import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { DomainError } from "../errors.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { openStates, stateLabels } from "./export-states.ts";

/**
 * A company has at most one request on its way for each part of its books. Call it in the transaction that makes the new one:
 * two officers at once, or one double click, and the second waits here and then finds the first one's request.
 * @param request with the id of one that goes on again, so that it does not stand in its own way
 * @throws DomainError `conflict`, naming the one that is open
 */
export async function requireNoOpenRequest(
  tx: DbOrTx,
  { id, companyId, companyName, part }: Pick<ExportRequest, "companyId" | "companyName" | "part"> & { id?: string },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export_request ${companyId}`}, 0))`);
  const [open] = await tx
    .select({ number: exportRequest.number, state: exportRequest.state })
    .from(exportRequest)
    .where(
      and(
        eq(exportRequest.companyId, companyId),
        eq(exportRequest.part, part),
        inArray(exportRequest.state, [...openStates]),
        id ? ne(exportRequest.id, id) : undefined,
      ),
    )
    .limit(1);
  if (open)
    throw new DomainError(
      "conflict",
      `${companyName} already has request ${open.number}, "${stateLabels[open.state]}". Go on with that one, or cancel it first.`,
    );
}
