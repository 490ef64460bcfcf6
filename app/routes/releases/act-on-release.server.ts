import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { changesFromLines, lineOfFault } from "#app/domain/releases/change-lines-rules.ts";
import { correctChanges } from "#app/domain/releases/correct-changes.server.ts";
import { recordRelease } from "#app/domain/releases/record-release.server.ts";
import { rollBack } from "#app/domain/releases/roll-back.server.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";

const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** What the buttons of a release's page do. */
export async function actOnRelease(ctx: Ctx, version: string, form: FormData): Promise<void> {
  const seen = { version, recordVersion: Number(text(form, "recordVersion")) || 0 };
  switch (form.get("intent")) {
    case "correct": {
      const lines = text(form, "lines");
      await ofLines(lines, () => correctChanges(ctx, { ...seen, changes: changesFromLines(lines) }));
      return;
    }
    case "roll_back":
      await rollBack(ctx, { ...seen, reason: text(form, "reason") });
      return;
    default:
      throw new DomainError("invalid", "This page has no such button. Load it again.");
  }
}

/** Records a release that somebody typed. @returns its version */
export async function recordFromForm(ctx: Ctx, form: FormData): Promise<string> {
  const lines = text(form, "lines");
  const typed = text(form, "releasedAt");
  const releasedAt = typed === "" ? undefined : (parseLocal(typed)?.toISOString() ?? typed);
  const { release } = await ofLines(lines, () =>
    recordRelease(ctx, {
      version: text(form, "version"),
      kind: text(form, "kind"),
      releasedAt,
      commit: text(form, "commit") || undefined,
      changes: changesFromLines(lines),
    }),
  );
  return release.version;
}

/** Says of a fault in a change on which line it was typed, and of a version that is taken that it is taken. */
async function ofLines<T>(lines: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "conflict" && error.field !== undefined)
      throw new DomainError(
        "conflict",
        "This version is recorded already, with other content. A new release needs a new version; what is recorded is corrected on its own page.",
        { field: "version", cause: error },
      );
    if (!error.field?.startsWith("changes")) throw error;
    const line = lineOfFault(error.field, lines);
    const message = line === null ? error.message : `Line ${line}: ${error.message}`;
    throw new DomainError(error.code, message, { field: "lines", cause: error });
  }
}
