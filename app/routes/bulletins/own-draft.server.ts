import type { Autosave } from "#app/domain/bulletins/bulletin-view.ts";
import type { BulletinContent } from "#app/domain/bulletins/content-schema.ts";
import { readAutosave } from "#app/domain/bulletins/read-autosave.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { valuesOf } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { differing } from "#app/ui/bulletins/editor/editing-rules.ts";

/**
 * What the person who asks typed in this bulletin and did not save, with the names of the form's fields in which it says
 * something of its own; null when there is nothing of the kind.
 * @param stored what the bulletin says now
 */
export async function ownDraft(
  ctx: ServiceCtx,
  { id, stored }: { id: string; stored: BulletinContent },
): Promise<(Autosave & { fields: string[] }) | null> {
  const autosave = await readAutosave(ctx, { id });
  const fields = autosave ? typedAlone(autosave, stored) : [];
  return autosave && fields.length > 0 ? { ...autosave, fields } : null;
}

/** The fields that the person changed and that nobody has stored so: what others wrote meanwhile is none of them. */
function typedAlone({ content, base }: Autosave, stored: BulletinContent): string[] {
  const typed = valuesOf(content);
  const changed = new Set(differing(typed, valuesOf(base)));
  return differing(typed, valuesOf(stored)).filter((name) => changed.has(name));
}
