import { and, count, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import type { Language } from "../../i18n/languages.ts";
import { markdownText } from "../../platform/markdown/render-markdown.ts";
import type { ServiceCtx } from "../context.ts";
import { cutText } from "./public-text-rules.ts";
import type { PublicBulletinList, PublicBulletinRow, PublicKind } from "./public-view.ts";
import { contentOf, isPublished, publicColumns, publishedOf, type PublishedRow, textFor } from "./published-content.ts";

const PER_PAGE = 20;
const QUERY_MAX = 100;

/**
 * What was published, newest first; an announcement that is pinned stands before the others until its date. A search finds what
 * a reader of the language would be shown, and nothing that was retracted. Needs no permission: all of it was published.
 * @param q words, of which each must be there; empty: everything
 * @param page from 1; one that does not exist gives the last
 */
export async function listPublicBulletins(
  ctx: ServiceCtx,
  input: { kind: PublicKind; language: Language; q?: string; page?: number; perPage?: number },
): Promise<PublicBulletinList> {
  const { kind, language, perPage = PER_PAGE } = input;
  const { firstLanguage } = ctx.profile.bulletins;
  const q = (input.q ?? "").trim().slice(0, QUERY_MAX);
  const now = ctx.clock.now();
  const where = isPublished(
    eq(bulletin.kind, kind),
    q === "" ? undefined : and(ne(bulletin.state, "retracted"), matches(q, language, firstLanguage)),
  );
  const [counted] = await ctx.db.select({ total: count() }).from(bulletin).where(where);
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, Math.trunc(input.page ?? 1) || 1), pages);
  const pinned = sql`(${bulletin.kind} = 'important' and ${bulletin.state} <> 'retracted' and coalesce(${bulletin.pinnedUntil} > ${now.toISOString()}, false))`;
  const rows = await ctx.db
    .select(publicColumns)
    .from(bulletin)
    .where(where)
    .orderBy(desc(pinned), desc(bulletin.firstPublishedAt), desc(bulletin.id))
    .limit(perPage)
    .offset((page - 1) * perPage);
  return { rows: rows.map((row) => listed(row, language, firstLanguage, now)), total, page, pages };
}

function listed(row: PublishedRow, wanted: Language, firstLanguage: Language, now: Date): PublicBulletinRow {
  const content = contentOf(row);
  const common = {
    kind: row.kind,
    slug: row.slug,
    weekOf: row.weekOf,
    publishedAt: publishedOf(row).toISOString(),
  };
  if (!content) return { ...common, title: null, language: wanted, lead: "", correctedAt: null, pinned: false };
  const { language, text } = textFor(content, wanted, firstLanguage);
  return {
    ...common,
    title: text.title,
    language,
    lead: cutText(markdownText(text.lead)),
    correctedAt: row.correctedAt?.toISOString() ?? null,
    pinned: row.kind === "important" && row.pinnedUntil !== null && row.pinnedUntil > now,
  };
}

/**
 * Word forms count as one word, by the language of the text that is shown: as `shownLanguage` decides. Three questions in one,
 * each of which an index answers, written as the index is. Words only: what an index cannot decide alone (phrases, exclusions)
 * would read every text there is, for anybody who asks.
 */
function matches(q: string, wanted: Language, firstLanguage: Language): SQL {
  const shown = sql`coalesce(
    (select l from unnest(array[${wanted}, ${firstLanguage}, 'fi', 'sv', 'en']::text[]) with ordinality as c (l, n)
      where b.published -> 'texts' -> l ->> 'translated' = 'true' order by n limit 1),
    ${firstLanguage})`;
  return sql`${bulletin.id} in (
    select b.id from ${bulletin} b
      where console.bulletin_words(b.published, 'fi', 'finnish') @@ plainto_tsquery('finnish', ${q}) and ${shown} = 'fi'
    union all select b.id from ${bulletin} b
      where console.bulletin_words(b.published, 'sv', 'swedish') @@ plainto_tsquery('swedish', ${q}) and ${shown} = 'sv'
    union all select b.id from ${bulletin} b
      where console.bulletin_words(b.published, 'en', 'english') @@ plainto_tsquery('english', ${q}) and ${shown} = 'en')`;
}
