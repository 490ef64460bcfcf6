import { autosaveBulletin } from "#app/domain/bulletins/autosave-bulletin.server.ts";
import { collectReleases } from "#app/domain/bulletins/collect-releases.server.ts";
import { readBulletin } from "#app/domain/bulletins/read-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { contentOf, contentValues } from "#app/ui/bulletins/editor/content-form-rules.ts";
import type { DraftOutcome } from "#app/ui/bulletins/editor/editor-types.ts";

const typed = (form: FormData) => ({
  baseVersion: Number(form.get("baseVersion")),
  content: contentOf(contentValues(form)),
});

/** Keeps what the form holds as the person's own draft. */
export async function keepDraft(ctx: ServiceCtx, id: string, form: FormData) {
  return { kind: "autosaved" as const, ...(await autosaveBulletin(ctx, { id, ...typed(form) })) };
}

/** Saves what the form holds as a version; asked to collect, adds the lines of the week's releases after it. */
export async function saveDraft(ctx: ServiceCtx, id: string, form: FormData): Promise<DraftOutcome> {
  const collect = form.get("intent") === "collect";
  const saved = await saveBulletin(ctx, { id, ...typed(form) });
  const outcome =
    collect && saved.kind === "saved" ? await collectReleases(ctx, { id, baseVersion: saved.version }) : saved;
  const { content: stored, version } = await readBulletin(ctx, { id });
  if (outcome.kind === "conflict") return { ...outcome, stored };
  const merged = outcome.merged || (saved.kind === "saved" && saved.merged);
  return { kind: "saved", version, merged, collected: collect, stored };
}
