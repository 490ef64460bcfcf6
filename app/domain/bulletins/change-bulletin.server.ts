import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { bulletin, bulletinEvent, bulletinRevision } from "#db/schema/bulletins.ts";
import { type AuditEntry, recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import {
  type BulletinAction,
  type BulletinEvent,
  type BulletinState,
  bulletinActions,
  bulletinStateLabels,
} from "./bulletin-states.ts";
import type { BulletinContent } from "./content-schema.ts";

export type Bulletin = Omit<typeof bulletin.$inferSelect, "content" | "published"> & {
  content: BulletinContent;
  published: BulletinContent | null;
};

const MAX_VERSION = 2_147_483_647;
const seenSchema = z.object({ id: z.uuid(), version: z.int().min(1).max(MAX_VERSION) });
const missing = () => new DomainError("not_found", "There is no such bulletin.");

/** How the trail names what is done with a bulletin. */
export const bulletinTrail = (what: BulletinEvent, id: string): Pick<AuditEntry, "action" | "target"> => ({
  action: `bulletin.${what}`,
  target: { kind: "bulletin", id: z.uuid().safeParse(id).success ? id : "unknown" },
});

/** @throws DomainError `not_found` for what is no id or no number of a version */
export function requireSeen(seen: { id: string; version: number }): void {
  if (!seenSchema.safeParse(seen).success) throw missing();
}

/**
 * The bulletin's row, locked until the transaction ends: what is checked is what is written.
 * @throws DomainError `not_found`
 */
export async function lockBulletin(tx: DbOrTx, id: string): Promise<Bulletin> {
  requireSeen({ id, version: 1 });
  const [row] = await tx.select().from(bulletin).where(eq(bulletin.id, id)).for("update");
  if (!row) throw missing();
  return row as Bulletin;
}

/** A `conflict` where the table of states does not allow the action, else null. */
export function refusalOf(action: BulletinAction, state: BulletinState): DomainError | null {
  const { from, disabled } = bulletinActions[action] as { from: readonly BulletinState[]; disabled: string };
  return from.includes(state)
    ? null
    : new DomainError("conflict", `The bulletin is now "${bulletinStateLabels[state]}". ${disabled}`);
}

/**
 * The guarded write behind every change of state: only from a state that the table allows and only on the version that the
 * person saw; told to the bulletin's own history and to the trail.
 * @param note what the history keeps of the person's words; never in the trail
 * @throws DomainError `not_found`, or `conflict` with what the bulletin is now
 */
export async function changeBulletin(
  ctx: Ctx,
  tx: DbOrTx,
  action: BulletinAction,
  seen: { id: string; version: number },
  set: PgUpdateSetSource<typeof bulletin> = {},
  { note = null, details }: { note?: string | null; details?: Record<string, unknown> } = {},
): Promise<Bulletin> {
  requireSeen(seen);
  const rule = bulletinActions[action];
  const [row] = await tx
    .update(bulletin)
    .set({
      ...(rule.to ? { state: rule.to } : {}),
      ...set,
      version: sql`${bulletin.version} + 1`,
      updatedAt: ctx.clock.now(),
    })
    .where(
      and(
        eq(bulletin.id, seen.id),
        inArray(bulletin.state, [...rule.from] as BulletinState[]),
        eq(bulletin.version, seen.version),
      ),
    )
    .returning();
  if (!row) {
    const [now] = await tx.select({ state: bulletin.state }).from(bulletin).where(eq(bulletin.id, seen.id));
    if (!now) throw missing();
    throw (
      refusalOf(action, now.state) ??
      new DomainError(
        "conflict",
        "Somebody changed the bulletin after you opened it. Look at it as it is now, then decide again.",
      )
    );
  }
  await tellEvent(ctx, tx, action, row as Bulletin, { note, details });
  return row as Bulletin;
}

/** What a draft has of a review: nothing. */
export const NOT_REVIEWED = {
  submittedBy: null,
  submittedAt: null,
  approvedBy: null,
  approvedAt: null,
  scheduledFor: null,
} as const;

/** Writes the content of a row that the caller has locked. */
export async function writeContent(
  ctx: Ctx,
  tx: DbOrTx,
  { id }: { id: string },
  content: BulletinContent,
): Promise<Bulletin> {
  const [row] = await tx
    .update(bulletin)
    .set({ content, version: sql`${bulletin.version} + 1`, updatedAt: ctx.clock.now() })
    .where(eq(bulletin.id, id))
    .returning();
  await keepRevision(ctx, tx, row!, content);
  return row as Bulletin;
}

/** Writes what happened to the bulletin's history and to the trail. */
export async function tellEvent(
  ctx: Ctx,
  tx: DbOrTx,
  what: BulletinEvent,
  { id, version }: { id: string; version: number },
  { note = null, details = {} }: { note?: string | null; details?: Record<string, unknown> } = {},
): Promise<void> {
  const actorId = ctx.actor.kind === "staff" ? ctx.actor.id : null;
  await tx.insert(bulletinEvent).values({ bulletinId: id, at: ctx.clock.now(), actorId, what, version, note });
  await recordEvent(ctx, tx, { ...bulletinTrail(what, id), details: { version, ...details } });
}

/** Keeps a content as a version of its own, with its author. */
export async function keepRevision(
  ctx: Ctx,
  tx: DbOrTx,
  { id, version }: { id: string; version: number },
  content: BulletinContent,
): Promise<void> {
  const authorId = ctx.actor.kind === "staff" ? ctx.actor.id : null;
  await tx.insert(bulletinRevision).values({ bulletinId: id, version, content, authorId, at: ctx.clock.now() });
}

export type Revision = { version: number; content: BulletinContent; authorId: string | null; at: Date };

/**
 * The content as it was when the bulletin had a version. Versions count every change, and not each changes the content: of
 * those that do not, it is the one before.
 */
export async function revisionAt(tx: DbOrTx, id: string, version: number): Promise<Revision> {
  requireSeen({ id, version });
  const [row] = await tx
    .select()
    .from(bulletinRevision)
    .where(and(eq(bulletinRevision.bulletinId, id), lte(bulletinRevision.version, version)))
    .orderBy(desc(bulletinRevision.version))
    .limit(1);
  if (!row) throw new DomainError("not_found", "There is no such version of this bulletin.");
  return row as Revision;
}

/** Who wrote what has not been published yet: none of them reviews it. */
export async function authorsOf(
  tx: DbOrTx,
  { id, publishedVersion }: Pick<Bulletin, "id" | "publishedVersion">,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ authorId: bulletinRevision.authorId })
    .from(bulletinRevision)
    .where(and(eq(bulletinRevision.bulletinId, id), sql`${bulletinRevision.version} > ${publishedVersion ?? 0}`));
  return rows.flatMap((row) => row.authorId ?? []);
}
