import { and, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { disclosure, disclosureLink } from "#db/schema/disclosures.ts";
import { message } from "#db/schema/exports.ts";
import type { Storage } from "../../platform/storage/storage.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { disclosureEvent } from "./change-disclosure.server.ts";
import { today } from "./helsinki-day-rules.ts";
import { revokeLinks } from "./new-link.server.ts";

/** Another attempt never writes over this one's file: a zombie can only spoil, and then remove, its own. */
export const packageKey = (id: string, attempt: number) => `disclosure-${id}-${attempt}.zip`;

/**
 * Erases what has been kept long enough: the package, then what the register holds of the request. Its number, authority, dates,
 * hashes and number of rows stay. Several workers may do this at once.
 * @returns how many were erased
 */
export async function eraseDisclosures(ctx: Ctx, archives: Pick<Storage, "delete">): Promise<{ erased: number }> {
  const due = and(
    isNull(disclosure.erasedAt),
    isNotNull(disclosure.keepUntil),
    lt(disclosure.keepUntil, today(ctx.clock.now())),
  );
  const rows = await ctx.db.select({ id: disclosure.id, attempts: disclosure.runAttempt }).from(disclosure).where(due);
  let erased = 0;
  for (const { id, attempts } of rows) {
    // The file first: if this ends half-way, the row still says that it is to be done.
    for (let attempt = 1; attempt <= attempts; attempt++) await archives.delete(packageKey(id, attempt));
    erased += await ctx.db.transaction(async (tx) => {
      const [row] = await tx
        .update(disclosure)
        .set({ ...withoutContent, erasedAt: ctx.clock.now(), version: sql`${disclosure.version} + 1` })
        .where(and(eq(disclosure.id, id), due))
        .returning({ id: disclosure.id });
      if (!row) return 0;
      await revokeLinks(ctx, tx, id);
      const links = tx
        .select({ id: disclosureLink.id })
        .from(disclosureLink)
        .where(eq(disclosureLink.disclosureId, id));
      await tx
        .update(message)
        .set({ recipient: "", subject: null, body: null })
        .where(inArray(message.subjectId, links));
      await recordEvent(ctx, tx, disclosureEvent("erase", id));
      return 1;
    });
  }
  return { erased };
}

const withoutContent = {
  legalBasis: "",
  reference: "",
  recipientEmail: "",
  recipientPhone: "",
  scope: {},
  verifiedHow: null,
  matches: null,
  counts: null,
  receipt: sql`jsonb_strip_nulls(jsonb_build_object('how', ${disclosure.receipt}->'how', 'at', ${disclosure.receipt}->'at'))`,
  refusalReason: null,
  runError: null,
  packageKey: null,
};

/** Files of a request that ended are looked for so long: longer than any worker is away. */
const SWEPT_DAYS = 30;

/** Removes files that no request names: of attempts that were killed, sent back or refused. */
export async function sweepPackages(ctx: Ctx, archives: Pick<Storage, "delete">): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - SWEPT_DAYS * 86_400_000).toISOString();
  const rows = await ctx.db.execute<{ id: string; run_attempt: number }>(sql`
    select id, run_attempt from console.disclosure
    where package_key is null and run_attempt > 0 and (ended_at is null or ended_at > ${since}::timestamptz)
      and (run_state is distinct from 'running' or run_lease_expires_at < now())`);
  for (const { id, run_attempt: attempts } of rows)
    for (let attempt = 1; attempt <= attempts; attempt++) await archives.delete(packageKey(id, attempt));
}
