import { z } from "zod";
import type { ReleaseItem } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import {
  changeRelease,
  type Release,
  releaseEvent,
  requireRelease,
  type SeenRelease,
} from "./change-release.server.ts";
import { parsePlaced } from "./parse-placed.ts";
import { changesSchema, itemsOf } from "./release-schema.ts";

/**
 * Corrects what a release is recorded to have changed. When it was released stays: the measurements before and after it do too.
 * @param input.changes all of them, as `recordRelease` takes them
 * @throws DomainError `invalid`, `not_found`, or `conflict` when somebody else changed the record meanwhile
 */
export async function correctChanges(ctx: Ctx, input: SeenRelease & { changes: unknown }): Promise<Release> {
  return refusalsRecorded(ctx, releaseEvent("correct", input.version), async () => {
    const { db } = requirePermission(ctx, "releases.record");
    const { kind, items } = await requireRelease(db, input.version);
    const { changes } = parsePlaced(z.object({ changes: changesSchema }), { changes: input.changes });
    return db.transaction(async (tx) => {
      const row = await changeRelease(tx, input, { items: withKnownApis(itemsOf(changes, kind), items) });
      await recordEvent(ctx, tx, {
        ...releaseEvent("correct", row.version),
        details: { recordVersion: row.recordVersion, changes: row.items.length },
      });
      return row;
    });
  });
}

/** A name that the record has as an API's stays one: lines that people type tell them from pages by their beginning alone. */
function withKnownApis(items: ReleaseItem[], recorded: readonly ReleaseItem[]): ReleaseItem[] {
  const known = new Set(recorded.flatMap(({ apis }) => apis));
  return items.map((item) => ({
    ...item,
    pages: item.pages.filter((name) => !known.has(name)),
    apis: [...item.apis, ...item.pages.filter((name) => known.has(name))],
  }));
}
