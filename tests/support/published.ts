import { randomUUID } from "node:crypto";
import { type BulletinContent, emptyContent } from "#app/domain/bulletins/content-schema.ts";
import type { Language } from "#app/i18n/languages.ts";
import { bulletin } from "#db/schema/bulletins.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { eq } from "drizzle-orm";
import type { TestDatabase } from "#tests/setup/database.ts";

type Said = {
  title: string;
  lead?: string;
  sections?: Partial<Record<"new" | "improved" | "fixed" | "urgent" | "coming", string>>;
};

/** A content that is translated into the languages in which something is said. */
export function contentSaying(
  texts: Partial<Record<Language, Said>>,
  more: Partial<BulletinContent> = {},
): BulletinContent {
  const content = { ...emptyContent(), ...more };
  for (const [language, { title, lead = "", sections = {} }] of Object.entries(texts) as [Language, Said][])
    content.texts[language] = {
      title,
      lead,
      sections: { ...content.texts[language].sections, ...sections },
      translated: true,
    };
  return content;
}

/** A row as the editors leave it. Without `published`, nobody outside has seen it. */
export async function aBulletin(
  database: TestDatabase,
  values: Partial<typeof bulletin.$inferInsert> & { published?: BulletinContent; at?: string },
): Promise<string> {
  const { at = "2026-11-20T13:00:00Z", ...rest } = values;
  const kind = rest.kind ?? "important";
  const [row] = await database.db
    .insert(bulletin)
    .values({
      kind,
      slug: randomUUID(),
      content: contentSaying({ fi: { title: "Keskeneräinen SALAISUUS" }, en: { title: "Unfinished SECRET" } }),
      state: rest.published ? "published" : "draft",
      ...(rest.published && { publishedVersion: 1, firstPublishedAt: new Date(at), publishedAt: new Date(at) }),
      ...rest,
    })
    .returning({ id: bulletin.id });
  return row!.id;
}

/** A window; its texts name its English title in each language. */
export async function aWindow(
  database: TestDatabase,
  {
    title = "Database move",
    components = [],
    ...values
  }: Partial<typeof maintenanceWindow.$inferInsert> & {
    title?: string;
    components?: string[];
    startsAt: Date;
    endsAt: Date;
  },
): Promise<string> {
  const [row] = await database.db
    .insert(maintenanceWindow)
    .values({ titleEn: title, titleFi: `${title} (fi)`, titleSv: `${title} (sv)`, ...values })
    .returning({ id: maintenanceWindow.id });
  for (const key of components) {
    const [found] = await database.db.select({ id: component.id }).from(component).where(eq(component.key, key));
    await database.db.insert(maintenanceScope).values({ windowId: row!.id, componentId: found!.id });
  }
  return row!.id;
}
