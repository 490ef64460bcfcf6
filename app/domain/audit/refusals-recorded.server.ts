import type { Ctx } from "../context.ts";
import { DomainError, type DomainErrorCode } from "../errors.ts";
import { type AuditEntry, recordEvent } from "./record-event.server.ts";

// Mistyped input and overload are no attempts at what is not allowed; somebody not signed in could fill the trail.
const NOT_RECORDED: readonly DomainErrorCode[] = ["invalid", "unavailable", "limit", "not_signed_in"];

/**
 * Runs a verb's work and, when it is refused, writes that to the audit trail before the refusal goes on to the caller.
 * @throws whatever `work` throws
 */
export async function refusalsRecorded<T>(
  ctx: Ctx,
  entry: Pick<AuditEntry, "action" | "target">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && !NOT_RECORDED.includes(error.code)) {
      await recordEvent(ctx, ctx.db, { ...entry, outcome: "refused", details: { code: error.code } });
    }
    throw error;
  }
}
