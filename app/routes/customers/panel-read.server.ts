import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";

/** What a panel shows, or why it cannot: the others stay. */
export type PanelRead<T> = { ok: true; value: T } | { ok: false; says: string };

/** One panel's part of a page. Its failure is the panel's own, and is told with the id to quote. */
export async function panelRead<T>(ctx: Ctx, what: string, read: () => Promise<T>): Promise<PanelRead<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, says: error.message };
    ctx.log.error({ err: error, requestId: ctx.requestId, panel: what }, "a part of a page could not be read");
    return {
      ok: false,
      says: `This part could not be read; the rest of the page is not affected. Load the page again, or quote ${ctx.requestId} to the platform team.`,
    };
  }
}

export const shownOf = <T>(read: PanelRead<T>): T | null => (read.ok ? read.value : null);
