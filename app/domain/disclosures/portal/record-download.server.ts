import { and, eq, isNull } from "drizzle-orm";
import { disclosure, disclosureDownload, disclosureLink } from "#db/schema/disclosures.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { coveredBytes } from "../../portal-access/covered-bytes.ts";
import { changeDisclosure, lockDisclosure } from "../change-disclosure.server.ts";
import { moveDisclosureCase } from "../disclosure-case.server.ts";
import type { Receipt } from "../receive-disclosure.server.ts";
import { asPortal, type AuthoritySession } from "./authority-session.server.ts";
import { packageIsOut } from "./package-door.server.ts";

/**
 * Records that a range of the package is about to be sent. Call it before the first byte leaves: no record, no bytes. A link
 * revoked since the last range is refused here, even in the middle of a download.
 * @param range first and last byte, both inclusive
 * @throws DomainError `not_signed_in`
 */
export async function beginPackageDownload(
  ctx: Ctx,
  session: AuthoritySession,
  range: { start: number; end: number },
): Promise<{ downloadId: string }> {
  return await ctx.db.transaction(async (tx) => {
    const [link] = await tx
      .select({ id: disclosureLink.id })
      .from(disclosureLink)
      .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
      .where(and(eq(disclosureLink.id, session.linkId), isNull(disclosureLink.revokedAt), packageIsOut()))
      .for("share");
    if (!link) throw new DomainError("not_signed_in", "The link has been revoked. Ask for a new one.");
    const [row] = await tx
      .insert(disclosureDownload)
      .values({
        disclosureId: session.disclosureId,
        sessionId: session.id,
        startedAt: ctx.clock.now(),
        rangeStart: range.start,
        rangeEnd: range.end,
      })
      .returning({ id: disclosureDownload.id });
    await recordEvent(asPortal(ctx, session), tx, {
      action: "disclosure_download.start",
      target: { kind: "disclosure", id: session.disclosureId },
      details: { downloadId: row!.id, linkId: session.linkId, ...range },
    });
    return { downloadId: row!.id };
  });
}

/**
 * Records how much of a range went out. When the ranges sent so far cover the whole package, that is the authority's receipt.
 * @param input.bytesSent bytes of the body that were handed to the network, whether the browser stayed or not
 */
export async function finishPackageDownload(
  ctx: Ctx,
  session: AuthoritySession,
  input: { downloadId: string; bytesSent: number },
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(disclosureDownload)
      .set({ finishedAt: now, bytesSent: input.bytesSent })
      .where(and(eq(disclosureDownload.id, input.downloadId), isNull(disclosureDownload.finishedAt)))
      .returning({ id: disclosureDownload.id });
    if (!row) return;
    // Ranges that end at the same moment each see the others' rows only one after another.
    const before = await lockDisclosure(tx, { id: session.disclosureId });
    const ranges = await tx
      .select({ start: disclosureDownload.rangeStart, bytes: disclosureDownload.bytesSent })
      .from(disclosureDownload)
      .where(eq(disclosureDownload.disclosureId, session.disclosureId));
    const whole = coveredBytes(ranges) >= before.packageBytes!;
    if (whole && before.state === "delivered") {
      const receipt: Receipt = {
        how: "download",
        at: now.toISOString(),
        bytes: before.packageBytes!,
        sha512: before.packageSha512!,
        linkId: session.linkId,
        sessionId: session.id,
      };
      const received = await changeDisclosure(tx, "download", before, { now, receivedAt: now, receipt });
      await moveDisclosureCase(tx, received, { action: "receive", actorId: null, at: now });
    }
    await recordEvent(asPortal(ctx, session), tx, {
      action: "disclosure_download.finish",
      target: { kind: "disclosure", id: session.disclosureId },
      details: { ...input, whole },
    });
  });
}
