import type { ServiceCtx } from "#app/domain/context.ts";
import { languages } from "#app/i18n/languages.ts";
import { contentOf, contentValues, valuesOf } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { conflictsOf } from "#app/ui/bulletins/editor/editing-rules.ts";
import type { Beginning, DraftOutcome } from "#app/ui/bulletins/editor/editor-types.ts";
import { savedWords } from "#app/ui/bulletins/editor/saved-words.ts";
import { previewsOf } from "./previews.server.ts";

/**
 * What the editor's page holds after its form was sent without scripts: what is stored now, or, when nothing was saved, what
 * was typed with everything of others that fits.
 * @param outcome null: only a preview was asked for
 */
export async function afterForm(
  ctx: ServiceCtx,
  form: FormData,
  outcome: DraftOutcome | null,
): Promise<Pick<Beginning, "baseVersion" | "content" | "language" | "previews" | "conflicts" | "said">> {
  const sent = contentValues(form);
  const fields = outcome?.kind === "conflict" ? conflictsOf(outcome.fields) : [];
  const values = outcome ? valuesOf(outcome.kind === "conflict" ? outcome.content : outcome.stored) : sent;
  for (const { name } of fields) values[name] = sent[name]!;
  const content = contentOf(values);
  return {
    baseVersion: outcome?.version ?? Number(form.get("baseVersion")),
    content,
    language: languages.find((language) => language === form.get("language")) ?? ctx.profile.bulletins.firstLanguage,
    previews: await previewsOf(ctx, form.get("kind") === "important" ? "important" : "weekly", content),
    conflicts: { by: outcome?.kind === "conflict" ? outcome.by : null, fields },
    said: outcome?.kind === "saved" ? { tone: "quiet", text: savedWords(outcome) } : null,
  };
}
