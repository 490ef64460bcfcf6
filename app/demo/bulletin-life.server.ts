import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { bulletin, bulletinEvent, bulletinRelease, bulletinRevision, type InLanguages } from "#db/schema/bulletins.ts";
import { recordEvent } from "../domain/audit/record-event.server.ts";
import type { BulletinEvent, BulletinState } from "../domain/bulletins/bulletin-states.ts";
import { type BulletinContent, bulletinContentSchema } from "../domain/bulletins/content-schema.ts";

/** One thing that somebody did with a bulletin; each makes a version of it. */
export type Step = { what: BulletinEvent; at: Date; by: string; content?: BulletinContent; note?: InLanguages };

export type Life = {
  id: string;
  kind: "weekly" | "important";
  slug: string;
  weekOf: string | null;
  pinnedUntil: Date | null;
  releaseIds: readonly string[];
  /** The first one begins it. */
  steps: readonly [Step, ...Step[]];
};

const operator = { actor: { kind: "operator", id: "demo" }, requestId: "demo-data" } as const;
const states: Partial<Record<BulletinEvent, BulletinState>> = {
  submit: "in_review",
  approve: "approved",
  publish: "published",
  correct: "draft",
  retract: "retracted",
};

/** What a bulletin is after all that was done with it. */
function rowOf({ steps }: Life) {
  const last = <W extends BulletinEvent>(what: W) => steps.findLast((step) => step.what === what);
  const content = steps.findLast((step) => step.content)!.content!;
  const publications = steps.filter(({ what }) => what === "publish");
  const published = publications.at(-1);
  const before = published ? steps.slice(0, steps.indexOf(published)) : [];
  const publishedVersion = before.findLastIndex((step) => step.content) + 1;
  const corrected = publications.length > 1;
  const retracted = last("retract");
  return {
    state: steps.reduce<BulletinState>((state, { what }) => states[what] ?? state, "draft"),
    content: bulletinContentSchema.parse(content),
    version: steps.length,
    submittedBy: last("submit")?.by ?? null,
    submittedAt: last("submit")?.at ?? null,
    approvedBy: last("approve")?.by ?? null,
    approvedAt: last("approve")?.at ?? null,
    published: published ? bulletinContentSchema.parse(before[publishedVersion - 1]!.content) : null,
    publishedVersion: published ? publishedVersion : null,
    firstPublishedAt: publications[0]?.at ?? null,
    publishedAt: published?.at ?? null,
    correctionNote: corrected ? (last("submit")?.note ?? null) : null,
    correctedAt: corrected ? published!.at : null,
    retractionNote: retracted?.note ?? null,
    retractedAt: retracted?.at ?? null,
    updatedAt: steps.at(-1)!.at,
  };
}

/**
 * Writes a bulletin with everything that was done with it. One that is there is left as it is, unless it is the draft as the demo
 * began it, which nobody has touched: that one is brought to its end.
 */
export async function writeLife(tx: DbOrTx, life: Life): Promise<void> {
  const { id, kind, slug, weekOf, pinnedUntil, steps } = life;
  const [first] = steps;
  const added = await tx
    .insert(bulletin)
    .values({ id, kind, slug, weekOf, pinnedUntil, createdBy: first.by, createdAt: first.at, ...rowOf(life) })
    .onConflictDoNothing()
    .returning({ id: bulletin.id });
  const finished =
    added.length === 0 && steps.length > 1
      ? await tx
          .update(bulletin)
          .set({ ...rowOf(life), pinnedUntil })
          .where(and(eq(bulletin.id, id), eq(bulletin.version, 1), eq(bulletin.state, "draft")))
          .returning({ id: bulletin.id })
      : [];
  if (added.length + finished.length === 0) return;
  const written = steps
    .map((step, index) => ({ ...step, version: index + 1 }))
    .filter(({ version }) => added.length > 0 || version > 1);
  for (const { what, at, by, content, note, version } of written) {
    if (content)
      await tx
        .insert(bulletinRevision)
        .values({ bulletinId: id, version, content: bulletinContentSchema.parse(content), authorId: by, at });
    await tx.insert(bulletinEvent).values({ bulletinId: id, at, actorId: by, what, version, note: note?.fi ?? null });
  }
  if (life.releaseIds.length > 0)
    await tx
      .insert(bulletinRelease)
      .values(life.releaseIds.map((releaseId) => ({ bulletinId: id, releaseId })))
      .onConflictDoNothing();
  await recordEvent(operator, tx, {
    action: `bulletin.${steps.at(-1)!.what}`,
    target: { kind: "bulletin", id },
    details: { demo: true, version: steps.length },
  });
}
