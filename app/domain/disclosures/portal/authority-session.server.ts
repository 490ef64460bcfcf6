import { and, eq } from "drizzle-orm";
import { disclosure, disclosureLink, disclosureSession } from "#db/schema/disclosures.ts";
import type { AuditCtx } from "../../audit/record-event.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { endSession, sessionHolds, touchSession } from "../../portal-access/session.server.ts";
import { packageDoor, packageIsOut } from "./package-door.server.ts";

/** Somebody of an authority who gave the code of a link: may fetch its one package, and nothing else. */
export type AuthoritySession = { id: string; linkId: string; disclosureId: string };

/** Who holds this cookie. Null when there is nobody whose `sessionHolds`, or the package is not out. */
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
      lastSeenAt: disclosureSession.lastSeenAt,
    })
    .from(disclosureSession)
    .innerJoin(disclosureLink, eq(disclosureLink.id, disclosureSession.linkId))
    .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
    .where(and(sessionHolds(packageDoor, token, now), packageIsOut()));
  if (!row) return null;
  const { lastSeenAt: _seen, ...session } = row;
  await touchSession(db, packageDoor, row, now);
  return session;
}

/** As the trail names what is done in a session. */
export const asPortal = ({ requestId }: Pick<Ctx, "requestId">, session: AuthoritySession): AuditCtx => ({
  requestId,
  actor: { kind: "portal", id: session.id },
});

/** Signs the authority out of the portal. */
export async function endAuthoritySession(ctx: Ctx, session: AuthoritySession): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await endSession(tx, packageDoor, session, ctx.clock.now());
    await recordEvent(asPortal(ctx, session), tx, {
      action: "disclosure_session.end",
      target: { kind: "disclosure", id: session.disclosureId },
      details: { linkId: session.linkId },
    });
  });
}
