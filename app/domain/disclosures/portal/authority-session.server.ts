import { and, eq, gt, isNull } from "drizzle-orm";
import { disclosure, disclosureLink, disclosureSession } from "#db/schema/disclosures.ts";
import type { AuditCtx } from "../../audit/record-event.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { minutesAfter, portalFigures } from "../../exports/portal/figures.ts";
import { sha256Hex } from "../../identity/tokens.server.ts";
import { packageIsOut } from "./usable-link.server.ts";

/** Somebody of an authority who gave the code of a link: may fetch its one package, and nothing else. */
export type AuthoritySession = { id: string; linkId: string; disclosureId: string };

const TOUCH_AFTER_MS = 30_000;

/**
 * Who holds this cookie. Null when it is unknown, over (60 minutes, or 15 without use), ended, or when its link has been revoked.
 */
export async function resolveAuthoritySession(
  { db, clock }: Pick<Ctx, "db" | "clock">,
  token: string | null,
): Promise<AuthoritySession | null> {
  if (!token) return null;
  const now = clock.now();
  const [row] = await db
    .select({
      id: disclosureSession.id,
      linkId: disclosureLink.id,
      disclosureId: disclosure.id,
      seen: disclosureSession.lastSeenAt,
    })
    .from(disclosureSession)
    .innerJoin(disclosureLink, eq(disclosureLink.id, disclosureSession.linkId))
    .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
    .where(
      and(
        eq(disclosureSession.tokenSha256, sha256Hex(token)),
        isNull(disclosureSession.endedAt),
        gt(disclosureSession.createdAt, minutesAfter(now, -portalFigures.sessionMinutes)),
        gt(disclosureSession.lastSeenAt, minutesAfter(now, -portalFigures.idleMinutes)),
        isNull(disclosureLink.revokedAt),
        packageIsOut(),
      ),
    );
  if (!row) return null;
  const { seen, ...session } = row;
  if (now.getTime() - seen.getTime() > TOUCH_AFTER_MS)
    await db.update(disclosureSession).set({ lastSeenAt: now }).where(eq(disclosureSession.id, row.id));
  return session;
}

/** As the trail names what is done in a session. */
export const asPortal = ({ requestId }: Pick<Ctx, "requestId">, session: AuthoritySession): AuditCtx => ({
  requestId,
  actor: { kind: "portal", id: session.id },
});

/** The link still works, with a new code. */
export async function endAuthoritySession(ctx: Ctx, session: AuthoritySession): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(disclosureSession)
      .set({ endedAt: ctx.clock.now() })
      .where(and(eq(disclosureSession.id, session.id), isNull(disclosureSession.endedAt)));
    await recordEvent(asPortal(ctx, session), tx, {
      action: "disclosure_session.end",
      target: { kind: "disclosure", id: session.disclosureId },
      details: { linkId: session.linkId },
    });
  });
}
