import type { BulletinContent } from "#app/domain/bulletins/content-schema.ts";
import { previewContent } from "#app/domain/bulletins/preview-content.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { Preview } from "#app/ui/bulletins/editor/editor-types.ts";

/** Each language's text as its readers will see it. */
export async function previewsOf(
  ctx: ServiceCtx,
  kind: "weekly" | "important",
  { texts }: BulletinContent,
): Promise<Record<Language, Preview>> {
  const [fi, sv, en] = await Promise.all(
    (["fi", "sv", "en"] as const).map((language) => previewContent(ctx, { text: texts[language], language, kind })),
  );
  return { fi: fi!, sv: sv!, en: en! };
}
