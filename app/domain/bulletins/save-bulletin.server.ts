import { eq } from "drizzle-orm";
import { staff as staffTable } from "#db/schema/identity.ts";
import type { DbOrTx } from "#db/client.ts";
import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { keepAutosave, settleAutosave } from "./autosave.server.ts";
import { bulletinActions } from "./bulletin-states.ts";
import type { SaveOutcome } from "./bulletin-view.ts";
import {
  bulletinTrail,
  lockBulletin,
  requireSeen,
  refusalOf,
  revisionAt,
  tellEvent,
  writeContent,
} from "./change-bulletin.server.ts";
import { bulletinContentSchema } from "./content-schema.ts";
import { mergeContent, sameContent } from "./merge-rules.ts";

/**
 * Saves what somebody typed on a version, over whatever was saved meanwhile: field by field, as `mergeContent` says. Where two
 * people changed one field, nothing is saved, and what was typed is kept as the person's own.
 * @param input.baseVersion the version that they began with
 * @throws DomainError `conflict` when it is no draft any more (what was typed is kept), `invalid` with the field at fault
 */
export async function saveBulletin(
  ctx: Ctx,
  input: { id: string; baseVersion: number; content: unknown },
): Promise<SaveOutcome> {
  const { id, baseVersion } = input;
  return refusalsRecorded(ctx, bulletinTrail("save", id), async () => {
    const staff = requirePermission(ctx, bulletinActions.save.permission);
    const content = parseInput(bulletinContentSchema, input.content);
    requireSeen({ id, version: baseVersion });
    const typed = { id, baseVersion, content };
    const outcome = await staff.db.transaction(async (tx) => {
      // Locked, so that of two who save at once the second is merged with what the first wrote.
      const row = await lockBulletin(tx, id);
      if (baseVersion > row.version) throw new DomainError("not_found", "There is no such version of this bulletin.");
      const refused = refusalOf("save", row.state);
      if (refused) {
        await keepAutosave(staff, tx, typed);
        return refused;
      }
      const base = await revisionAt(tx, id, baseVersion);
      const latest = await revisionAt(tx, id, row.version);
      const merged = mergeContent(base.content, content, row.content);
      if (merged.conflicts.length > 0) {
        await keepAutosave(staff, tx, typed);
        return {
          kind: "conflict",
          version: row.version,
          by: await nameOf(tx, latest.authorId),
          content: merged.content,
          fields: merged.conflicts,
        } satisfies SaveOutcome;
      }
      await settleAutosave(staff, tx, typed, merged.content);
      const others = base.version !== latest.version;
      if (sameContent(merged.content, row.content))
        return { kind: "saved", version: row.version, merged: others } satisfies SaveOutcome;
      const saved = await writeContent(staff, tx, row, merged.content);
      await tellEvent(staff, tx, "save", saved, { details: { baseVersion } });
      return { kind: "saved", version: saved.version, merged: others } satisfies SaveOutcome;
    });
    // Thrown once what was typed is committed.
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  });
}

async function nameOf(tx: DbOrTx, id: string | null): Promise<string | null> {
  if (!id) return null;
  const [row] = await tx.select({ name: staffTable.displayName }).from(staffTable).where(eq(staffTable.id, id));
  return row?.name ?? null;
}
