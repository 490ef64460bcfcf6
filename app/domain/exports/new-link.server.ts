import { and, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportLink, exportRun } from "#db/schema/exports.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import { linkMessage } from "../messages/texts.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { endOfHelsinkiDay, helsinkiDay } from "./clock-rules.ts";
import { lastFetchDay } from "./load-switches.server.ts";

/**
 * Makes the link to a request's finished archive and queues the mail that carries it; earlier links stop working. It lives as
 * long as the archive can be fetched, so its dates have to be there (`assumeDates`).
 * The token stands in the fragment, so it reaches no server's log, and only its hash is kept.
 * @param portalOrigin e.g. `https://portal.example`
 * @throws DomainError `conflict` without an archive, or when the time for fetching it is over
 */
export async function newLink(
  ctx: Ctx<StaffActor>,
  tx: DbOrTx,
  request: ExportRequest,
  portalOrigin: string,
): Promise<{ linkId: string; runId: string; expiresAt: Date }> {
  const [run] = await tx
    .select({ id: exportRun.id })
    .from(exportRun)
    .where(and(eq(exportRun.requestId, request.id), eq(exportRun.state, "ready")));
  if (!run) throw new DomainError("conflict", "There is no finished archive to hand over.");
  const now = ctx.clock.now();
  const until = await lastFetchDay(tx, request.id, now);
  if (!until) throw new DomainError("conflict", "The dates of the switch are not recorded yet. Record them first.");
  if (until < helsinkiDay(now))
    throw new DomainError(
      "conflict",
      `The archive could be fetched until ${until}. Keep it longer for fetching first: a new link comes with that.`,
    );
  await revokeLinks(ctx, tx, run.id);
  const token = newToken();
  const expiresAt = endOfHelsinkiDay(until);
  const [link] = await tx
    .insert(exportLink)
    .values({ runId: run.id, tokenSha256: sha256Hex(token), createdBy: ctx.actor.id, createdAt: now, expiresAt })
    .returning({ id: exportLink.id });
  const { subject, body } = linkMessage(request.language, {
    part: request.part,
    company: request.companyName,
    link: `${portalOrigin}/d#${token}`,
    until,
  });
  await queueMessage(ctx, tx, {
    channel: "email",
    recipient: request.recipientEmail,
    subject,
    body,
    purpose: "export_link",
    subjectId: link!.id,
  });
  return { linkId: link!.id, runId: run.id, expiresAt };
}

/** Ends every link of a run that still works. @returns how many there were */
export async function revokeLinks(ctx: Pick<Ctx, "clock">, tx: DbOrTx, runId: string): Promise<number> {
  const rows = await tx
    .update(exportLink)
    .set({ revokedAt: ctx.clock.now() })
    .where(and(eq(exportLink.runId, runId), isNull(exportLink.revokedAt)))
    .returning({ id: exportLink.id });
  return rows.length;
}
