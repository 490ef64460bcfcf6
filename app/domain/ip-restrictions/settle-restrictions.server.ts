import { and, eq, inArray, isNull, lte, max, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { ipNetwork, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { paths } from "../../paths.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { type Restriction, restrictionEvent, writeRestriction } from "./change-restriction.server.ts";
import { publishArtefact } from "./edge/publish-artefact.server.ts";
import { WARN_DAYS } from "./ip-figures-rules.ts";
import { inForceStates } from "./ip-states.ts";
import { endingMail } from "./mail-texts.ts";
import { lastDay } from "./list-end-rules.ts";
import { oneByOne } from "./one-by-one.ts";
import { byClock, rollBackOverdue } from "./roll-back.server.ts";
import { customerName } from "./tell-requester.server.ts";

/** How often; a list that is not confirmed is rolled back at most so much after its ten minutes. */
export const SETTLE_EVERY_SECONDS = 10;

/**
 * What the clock does to lists: rolls back those that were not confirmed, ends networks whose time has come and lists of which
 * none is left, and tells the desk 14 and 3 days before a whole list ends. Several workers may do this at once.
 */
export async function settleRestrictions(
  ctx: ServiceCtx,
): Promise<{ rolledBack: number; ended: number; warned: number }> {
  const settled = await settleOverdue(ctx);
  const warned = await oneByOne(ctx, await endingSoon(ctx), (id) => warn(ctx, id));
  return { ...settled, warned };
}

/**
 * The part of it that lets people in or out: a balancer that fetches the lists has it done too, so that nobody stays locked out
 * because no worker runs.
 */
export async function settleOverdue(ctx: ServiceCtx): Promise<{ rolledBack: number; ended: number }> {
  const rolledBack = await rollBackOverdue(ctx);
  const ended = await oneByOne(ctx, await withEndedNetworks(ctx), (id) => endNetworks(ctx, id));
  return { rolledBack, ended };
}

const inForce = inArray(ipRestriction.state, [...inForceStates]);

async function lockIfInForce(tx: DbOrTx, id: string): Promise<Restriction | null> {
  const [row] = await tx
    .select()
    .from(ipRestriction)
    .where(and(eq(ipRestriction.id, id), inForce))
    .for("update");
  return row ?? null;
}

async function withEndedNetworks({ db, clock }: ServiceCtx): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: ipRestriction.id })
    .from(ipRestriction)
    .innerJoin(ipNetwork, eq(ipNetwork.restrictionId, ipRestriction.id))
    .where(and(inForce, lte(ipNetwork.expiresAt, clock.now()), isNull(ipNetwork.endedAt)));
  return rows.map(({ id }) => id);
}

/** Carries out the end of a list's networks, and of the list with the last of them if nobody is to be restricted then. */
async function endNetworks(ctx: ServiceCtx, id: string): Promise<boolean> {
  const at = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const row = await lockIfInForce(tx, id);
    if (!row) return false;
    const ended = await tx
      .update(ipNetwork)
      .set({ endedAt: at })
      .where(and(eq(ipNetwork.restrictionId, id), lte(ipNetwork.expiresAt, at), isNull(ipNetwork.endedAt)))
      .returning({ network: ipNetwork.network });
    const [left] = await tx
      .select({ network: ipNetwork.network })
      .from(ipNetwork)
      .where(and(eq(ipNetwork.restrictionId, id), isNull(ipNetwork.endedAt)))
      .limit(1);
    // Not while it waits for its confirmation: it is rolled back then, to what held before.
    const over = !left && row.whenAllExpired === "open" && row.state === "active";
    if (over) {
      await writeRestriction(tx, "expire", row, { endedAt: at });
      if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "end", actorId: null, at });
    }
    const artefact = await publishArtefact(tx, { at });
    await recordEvent(byClock(ctx), tx, {
      ...restrictionEvent(over ? "expire" : "end_networks", id),
      details: {
        businessId: row.businessId,
        networks: ended.length,
        left: left ? "some" : "none",
        artefact: artefact.version,
      },
    });
    return true;
  });
}

/** The lists of which every network ends, by when the last does. */
async function endingSoon({ db, clock }: ServiceCtx): Promise<string[]> {
  const horizon = new Date(clock.now().getTime() + WARN_DAYS[0] * 86_400_000);
  const rows = await db
    .select({ id: ipRestriction.id })
    .from(ipRestriction)
    .innerJoin(ipNetwork, eq(ipNetwork.restrictionId, ipRestriction.id))
    .where(and(eq(ipRestriction.state, "active"), sql`coalesce(${ipRestriction.warnedDays}, 99) > ${WARN_DAYS[1]}`))
    .groupBy(ipRestriction.id)
    .having(
      sql`bool_and(${ipNetwork.expiresAt} is not null) and max(${ipNetwork.expiresAt}) <= ${horizon.toISOString()}::timestamptz
          and max(${ipNetwork.expiresAt}) > ${clock.now().toISOString()}::timestamptz`,
    );
  return rows.map(({ id }) => id);
}

async function warn(ctx: ServiceCtx, id: string): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const row = await lockIfInForce(tx, id);
    const [last] = await tx
      .select({ at: max(ipNetwork.expiresAt) })
      .from(ipNetwork)
      .where(eq(ipNetwork.restrictionId, id));
    if (!row || !last?.at) return false;
    const daysLeft = (last.at.getTime() - now.getTime()) / 86_400_000;
    const due = WARN_DAYS.findLast((days) => daysLeft <= days);
    if (due === undefined || (row.warnedDays !== null && row.warnedDays <= due)) return false;
    const people = await desk(tx);
    const mail = endingMail({
      customer: await customerName(tx, row.businessId),
      lastDay: lastDay(last.at),
      after: row.whenAllExpired,
      link: new URL(paths.ipRestriction(id), ctx.origins.console).href,
    });
    for (const recipient of people)
      await queueMessage(ctx, tx, { ...mail, channel: "email", recipient, purpose: "ip_notice", subjectId: id });
    await tx.update(ipRestriction).set({ warnedDays: due }).where(eq(ipRestriction.id, id));
    await recordEvent(ctx, tx, { ...restrictionEvent("warn", id), details: { days: due, recipients: people.length } });
    return true;
  });
}

/** The addresses of customer service, in order. */
async function desk(tx: DbOrTx): Promise<string[]> {
  const rows = await tx
    .select({ email: staff.email })
    .from(staff)
    .innerJoin(staffRole, eq(staffRole.staffId, staff.id))
    .where(and(eq(staff.active, true), eq(staffRole.role, "customer_service"), eq(staffRole.state, "active")))
    .orderBy(staff.email);
  return rows.map(({ email }) => email);
}
