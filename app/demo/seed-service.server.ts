import { createHash } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { Db, DbOrTx } from "#db/client.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { type ReleaseItem, release } from "#db/schema/releases.ts";
import { stableUuid } from "#db/seed/random.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { type DemoChange, ordinaryChanges, slowPageChange, urgentChanges } from "./release-changes.ts";
import { announcedAt, seedWindows, windowId } from "./seed-windows.server.ts";
import type { ServiceModel } from "./service-model/model-types.ts";
import type { ModelRelease } from "./service-model/release-events.ts";
import { nameNumber, pick, uniform } from "./service-model/uniform.ts";

const DAY = 86_400_000;
/** Thirteen months. */
const PAST = 396 * DAY;
/** So far ahead windows are in the plan; the worker plans on from there. */
const PLANNED_AHEAD = 70 * DAY;

/**
 * The maintenance windows and releases of the demo's service, from thirteen months ago to the next planned window. A later start
 * adds what has come since, and moves on the windows that nobody has touched; what a person changed stays.
 * Windows are scoped to the components that are in the catalogue: fill it first.
 */
export async function seedDemoService(
  db: Db,
  { now, model, profile }: { now: Date; model: Pick<ServiceModel, "events">; profile: Pick<Profile, "maintenance"> },
): Promise<void> {
  const at = now.getTime();
  const { windows, releases } = model.events;
  await db.transaction(async (tx) => {
    const planned = windows.filter(({ to, from }) => to > at - PAST && from < at + PLANNED_AHEAD);
    // An urgent one is not known before it is announced.
    await seedWindows(
      tx,
      planned.filter((window) => window.kind === "planned" || announcedAt(window) <= at),
      { now, profile },
    );
    await seedReleases(
      tx,
      releases.filter((one) => one.at > at - PAST && one.at <= at),
    );
  });
}

/** Whether the demo's windows are in the database: what its Grafana measured is there too, then. */
export async function holdsDemoService(db: Db, { events }: Pick<ServiceModel, "events">): Promise<boolean> {
  const ids = events.windows.map(windowId);
  const found = await db
    .select({ id: maintenanceWindow.id })
    .from(maintenanceWindow)
    .where(inArray(maintenanceWindow.id, ids))
    .limit(1);
  return found.length > 0;
}

async function seedReleases(tx: DbOrTx, releases: readonly ModelRelease[]): Promise<void> {
  if (releases.length === 0) return;
  await tx
    .insert(release)
    .values(
      releases.map((one) => ({
        id: stableUuid("demo release", one.version),
        version: one.version,
        kind: one.kind,
        releasedAt: new Date(one.at),
        commit: createHash("sha1").update(one.version).digest("hex"),
        items: itemsOf(one),
      })),
    )
    .onConflictDoNothing();
}

/** Two to four lines, always the same of one version. A release that makes a page slower changed that page. */
function changesOf({ version, kind, slowPage }: Pick<ModelRelease, "version" | "kind" | "slowPage">): DemoChange[] {
  const number = nameNumber(version);
  if (kind === "urgent") return [pick(urgentChanges, number)];
  const count = 2 + Math.floor(uniform(number, 1) * 3);
  const lines = new Set(Array.from({ length: count }, (_, i) => pick(ordinaryChanges, number, 2, i)));
  return [...(slowPage ? [slowPageChange(slowPage)] : []), ...lines];
}

const itemsOf = (one: ModelRelease): ReleaseItem[] =>
  changesOf(one).map(({ section, en, pages, apis }) => ({ section, text: en, pages: [...pages], apis: [...apis] }));
