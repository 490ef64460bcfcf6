import { eq } from "drizzle-orm";
import { bulletinRelease } from "#db/schema/bulletins.ts";
import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { releasesOfWeek } from "../releases/releases-of-week.server.ts";
import { bulletinActions } from "./bulletin-states.ts";
import type { SaveOutcome } from "./bulletin-view.ts";
import {
  bulletinTrail,
  lockBulletin,
  refusalOf,
  requireSeen,
  revisionAt,
  tellEvent,
  writeContent,
} from "./change-bulletin.server.ts";
import { collectLines } from "./collect-rules.ts";
import { sameContent } from "./merge-rules.ts";

/**
 * Adds the lines of the week's releases that came since, to the bulletin as it is stored now: nothing that somebody wrote is
 * touched. A release that was rolled back is left out.
 * @throws DomainError `conflict` when it is no draft, `invalid` when it is not about a week
 */
export async function collectReleases(
  ctx: ServiceCtx,
  { id, baseVersion }: { id: string; baseVersion: number },
): Promise<SaveOutcome> {
  return refusalsRecorded(ctx, bulletinTrail("collect", id), async () => {
    const staff = requirePermission(ctx, bulletinActions.save.permission);
    requireSeen({ id, version: baseVersion });
    return staff.db.transaction(async (tx) => {
      const row = await lockBulletin(tx, id);
      const refused = refusalOf("save", row.state);
      if (refused) throw refused;
      if (!row.weekOf) throw new DomainError("invalid", "Only a weekly bulletin collects releases.");
      const { profile } = staff;
      const linked = await tx.select().from(bulletinRelease).where(eq(bulletinRelease.bulletinId, id));
      const known = new Set(linked.map((link) => link.releaseId));
      const releases = (await releasesOfWeek(tx, row.weekOf, profile.service.timeZone)).filter(
        (release) => release.rolledBackAt === null && !known.has(release.id),
      );
      const { content, told } = collectLines(row.content, releases, profile.bulletins.firstLanguage);
      const merged = (await revisionAt(tx, id, row.version)).version > baseVersion;
      if (told.length > 0)
        await tx.insert(bulletinRelease).values(told.map((releaseId) => ({ bulletinId: id, releaseId })));
      if (told.length === 0 && sameContent(content, row.content))
        return { kind: "saved", version: row.version, merged };
      const saved = await writeContent(staff, tx, row, content);
      await tellEvent(staff, tx, "collect", saved, { details: { releases: told.length } });
      return { kind: "saved", version: saved.version, merged };
    });
  });
}
