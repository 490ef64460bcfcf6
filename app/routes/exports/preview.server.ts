import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { scopeView } from "#app/domain/exports/scope-view.ts";

/** The preview as the pages show it, or the sentence that says why the law gives none. */
export async function loadPreview(ctx: Ctx, id: string) {
  try {
    const { scope, survey, request: _request, ...rest } = await previewExport(ctx, { id });
    return { problem: null, preview: { ...rest, scope: scopeView(scope, survey) } };
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "invalid")) throw error;
    return { problem: error.message, preview: null };
  }
}
