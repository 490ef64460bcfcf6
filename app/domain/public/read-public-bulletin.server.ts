import { eq } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import type { Language } from "../../i18n/languages.ts";
import { markdownTree } from "../../platform/markdown/render-markdown.ts";
import type { ServiceCtx } from "../context.ts";
import { noteIn } from "./public-text-rules.ts";
import type { PublicArticle, PublicKind } from "./public-view.ts";
import { contentOf, isPublished, publicColumns, publishedOf, sectionsInOrder, textFor } from "./published-content.ts";

/**
 * One bulletin or announcement as it was published. Of a retracted one only the note is left. Needs no permission: it was
 * published, and what is being worked on beside it is not read.
 * @returns null when there is none at this address, or none yet
 */
export async function readPublicBulletin(
  ctx: ServiceCtx,
  { kind, slug, language: wanted }: { kind: PublicKind; slug: string; language: Language },
): Promise<PublicArticle | null> {
  const { firstLanguage } = ctx.profile.bulletins;
  const [row] = await ctx.db
    .select(publicColumns)
    .from(bulletin)
    .where(isPublished(eq(bulletin.kind, kind), eq(bulletin.slug, slug)));
  if (!row) return null;
  const content = contentOf(row);
  const common = {
    id: row.id,
    kind,
    slug,
    weekOf: row.weekOf,
    publishedAt: publishedOf(row).toISOString(),
  };
  if (!content)
    return {
      ...common,
      correction: null,
      retraction: {
        at: (row.retractedAt ?? publishedOf(row)).toISOString(),
        note: noteIn(row.retractionNote, wanted, firstLanguage),
      },
    };
  const { language, text } = textFor(content, wanted, firstLanguage);
  return {
    ...common,
    correction: row.correctedAt && {
      at: row.correctedAt.toISOString(),
      note: noteIn(row.correctionNote, wanted, firstLanguage),
    },
    retraction: null,
    title: text.title,
    language,
    lead: text.lead === "" ? null : markdownTree(text.lead),
    sections: sectionsInOrder(text).map(({ section, markdown }) => ({ section, tree: markdownTree(markdown) })),
    pages: content.pages,
    apis: content.apis,
  };
}
