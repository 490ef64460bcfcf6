import type { DbOrTx } from "#db/client.ts";
import { formatDay } from "../../i18n/formats.ts";
import { languages } from "../../i18n/languages.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMailing } from "../mailings/queue-mailing.server.ts";
import { type Bulletin, changeBulletin, revisionAt } from "./change-bulletin.server.ts";
import { takeSlug } from "./free-slug.server.ts";
import { publicationMail } from "./mail-texts.ts";
import { announcementSlug } from "./slug-rules.ts";

/**
 * Makes what was approved what the public reads, and tells the subscribers. Those of the weekly bulletin are told once; of an
 * announcement that is corrected they are told again, since they may have acted on it.
 * @param row locked by the caller
 * @param pinnedUntil null unpins, undefined leaves it
 */
export async function publishRow(
  ctx: ServiceCtx,
  tx: DbOrTx,
  row: Bulletin,
  seen: { id: string; version: number },
  pinnedUntil?: Date | null,
): Promise<void> {
  const now = ctx.clock.now();
  const first = ctx.profile.bulletins.firstLanguage;
  const isCorrection = row.published !== null;
  const { version: publishedVersion } = await revisionAt(tx, row.id, row.version);
  const title = [first, ...languages].map((language) => row.content.texts[language].title).find(Boolean) ?? "";
  const slug =
    isCorrection || row.kind === "weekly" ? row.slug : await takeSlug(tx, announcementSlug(formatDay(now), title));
  const published = await changeBulletin(
    ctx,
    tx,
    "publish",
    seen,
    {
      slug,
      published: row.content,
      publishedVersion,
      firstPublishedAt: row.firstPublishedAt ?? now,
      publishedAt: now,
      scheduledFor: null,
      proposedNote: null,
      ...(isCorrection ? { correctionNote: row.proposedNote, correctedAt: now } : {}),
      ...(pinnedUntil === undefined ? {} : { pinnedUntil }),
    },
    {
      note: isCorrection ? (row.proposedNote?.[first] ?? null) : null,
      details: { publishedVersion, correction: isCorrection },
    },
  );
  if (isCorrection && row.kind === "weekly") return;
  const told = { kind: row.kind, slug, content: row.content, first, origin: ctx.origins.portal };
  await queueMailing(ctx, tx, {
    topic: row.kind === "weekly" ? "bulletins" : "announcements",
    subjectKind: "bulletin",
    subjectId: row.id,
    // Of every publication its own, also of two of the same words.
    revision: published.version,
    texts: publicationMail(told, isCorrection ? row.proposedNote : null),
    notBefore: now,
  });
}
