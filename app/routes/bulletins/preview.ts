import { previewContent } from "#app/domain/bulletins/preview-content.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { contentOf, contentValues } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { staffJson } from "../guard.server.ts";

/** The text of one language, as typed, as its readers will see it. */
export const action = staffJson("bulletins.edit", async ({ ctx, request }) => {
  const form = await request.formData();
  const language = languages.find((known) => known === form.get("language")) ?? ctx.profile.bulletins.firstLanguage;
  const kind = form.get("kind") === "important" ? "important" : "weekly";
  return previewContent(ctx, { text: contentOf(contentValues(form)).texts[language], language, kind });
});
