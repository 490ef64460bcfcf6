import { readBulletin } from "#app/domain/bulletins/read-bulletin.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { languages } from "#app/i18n/languages.ts";
import { fieldWords } from "#app/ui/bulletins/editor/content-form-rules.ts";
import type { Beginning } from "#app/ui/bulletins/editor/editor-types.ts";
import { chosenLanguage } from "./chosen-language.server.ts";
import { ownDraft } from "./own-draft.server.ts";
import { previewsOf } from "./previews.server.ts";

/**
 * What the editor's page begins with: the version that is stored or, asked for with `draft=mine`, what the person typed last
 * and did not save. `waiting` is such text that nobody has decided about: the editor is not shown over it.
 */
export async function editorPage(ctx: ServiceCtx, id: string, request: Request) {
  const bulletin = await readBulletin(ctx, { id });
  const kept = await ownDraft(ctx, { id, stored: bulletin.content });
  const { firstLanguage } = ctx.profile.bulletins;
  const mine = new URL(request.url).searchParams.get("draft") === "mine" && kept !== null;
  const content = mine ? kept.content : bulletin.content;
  const beginning: Beginning = {
    id,
    kind: bulletin.kind,
    baseVersion: mine ? kept.baseVersion : bulletin.version,
    content,
    stored: bulletin.content,
    keptAt: mine ? kept.savedAt : null,
    firstLanguage,
    language: chosenLanguage(request, firstLanguage),
    previews: await previewsOf(ctx, bulletin.kind, content),
    conflicts: { by: null, fields: [] },
    said: null,
  };
  const { save } = bulletin.actions;
  return {
    bulletin: { id, kind: bulletin.kind, title: bulletin.title, week: bulletin.week, now: bulletin.now },
    lead: !save.allowed
      ? undefined
      : bulletin.correcting
        ? "You write a correction. The public reads what is published until it is reviewed and published."
        : "Nobody outside reads it before another person has approved it.",
    closed: save.allowed ? null : save.reason,
    waiting:
      kept && !mine
        ? {
            savedAt: kept.savedAt,
            outdated: kept.baseVersion < bulletin.version,
            fields: kept.fields.map((name) => {
              const language = languages.find((one) => name.startsWith(`${one}.`));
              return language ? fieldWords(language, name.slice(3)) : fieldWords(null, name);
            }),
          }
        : null,
    draft: mine ? "mine" : null,
    beginning,
  };
}
