import { and, desc, eq, gt, ne } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import type { Language } from "../../i18n/languages.ts";
import type { ServiceCtx } from "../context.ts";
import type { PinnedAnnouncement } from "./public-view.ts";
import { contentOf, isPublished, publicColumns, textFor } from "./published-content.ts";

/** More would push every page out of sight. */
const PINNED_SHOWN = 3;

/** Announcements that stand on top of every page until their date, newest first. Needs no permission: they were published. */
export async function readPinned(ctx: ServiceCtx, { language }: { language: Language }): Promise<PinnedAnnouncement[]> {
  const rows = await ctx.db
    .select(publicColumns)
    .from(bulletin)
    .where(
      isPublished(
        and(eq(bulletin.kind, "important"), ne(bulletin.state, "retracted"), gt(bulletin.pinnedUntil, ctx.clock.now())),
      ),
    )
    .orderBy(desc(bulletin.firstPublishedAt), desc(bulletin.id))
    .limit(PINNED_SHOWN);
  return rows.flatMap((row) => {
    const content = contentOf(row);
    if (!content) return [];
    const { language: its, text } = textFor(content, language, ctx.profile.bulletins.firstLanguage);
    return [{ slug: row.slug, title: text.title, language: its }];
  });
}
