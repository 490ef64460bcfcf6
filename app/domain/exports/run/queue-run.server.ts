import { createHash, randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportRun } from "#db/schema/exports.ts";
import { enqueue } from "../../../platform/queue.server.ts";
import type { Ctx } from "../../context.ts";
import type { ExportRequest } from "../change-state.server.ts";

/** Part of what makes an archive "the same": raise it when the layout or the formats change. */
const FORMAT_VERSION = 1;

/**
 * Writes a run and its job in the caller's transaction. A request has at most one run that has not failed; the unique
 * index says so whatever the callers do.
 * @returns the run's id
 */
export async function queueRun(ctx: Pick<Ctx, "clock">, tx: DbOrTx, request: ExportRequest): Promise<string> {
  const [earlier] = await tx.select({ runs: count() }).from(exportRun).where(eq(exportRun.requestId, request.id));
  const idempotencyKey = createHash("sha256")
    .update([request.companyId, request.id, request.scopeSha256, earlier!.runs, FORMAT_VERSION].join("|"))
    .digest("hex");
  const id = randomUUID();
  await tx.insert(exportRun).values({ id, requestId: request.id, idempotencyKey, queuedAt: ctx.clock.now() });
  await enqueue(tx, "export-run", { runId: id });
  return id;
}
