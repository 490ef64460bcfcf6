import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db, DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import { type ReleaseItem, release } from "#db/schema/releases.ts";
import { stableUuid } from "#db/seed/random.ts";
import { ordinaryChanges, urgentChanges } from "./release-changes.ts";
import type { ModelWindow } from "./service-model/events.ts";
import type { ServiceModel } from "./service-model/model-types.ts";
import type { ModelRelease } from "./service-model/release-events.ts";
import { nameNumber, pick, uniform } from "./service-model/uniform.ts";

const DAY = 86_400_000;
/** Thirteen months. */
const PAST = 396 * DAY;
/** So far ahead windows are in the plan, and so long before they are announced. */
const PLANNED_AHEAD = 70 * DAY;
const ANNOUNCED_BEFORE = 14 * DAY;
const URGENT_ANNOUNCED_BEFORE = 2 * 3_600_000;

/**
 * The maintenance windows and releases of the demo's service, from thirteen months ago to the next planned window. A later start
 * adds what has come since, and moves on the windows that nobody has touched; what a person changed stays.
 * Windows are scoped to the components that are in the catalogue: fill it first.
 */
export async function seedDemoService(
  db: Db,
  { now, model }: { now: Date; model: Pick<ServiceModel, "events"> },
): Promise<void> {
  const at = now.getTime();
  const { windows, releases } = model.events;
  await db.transaction(async (tx) => {
    const planned = windows.filter(({ to, from }) => to > at - PAST && from < at + PLANNED_AHEAD);
    // An urgent one is not known before it is announced.
    await seedWindows(
      tx,
      planned.filter((window) => window.kind === "planned" || announcedAt(window) <= at),
      now,
    );
    await seedReleases(
      tx,
      releases.filter((one) => one.at > at - PAST && one.at <= at),
    );
  });
}

/** Whether the demo's windows are in the database: what its Grafana measured is there too, then. */
export async function holdsDemoService(db: Db, { events }: Pick<ServiceModel, "events">): Promise<boolean> {
  const ids = events.windows.map(idOf);
  const found = await db
    .select({ id: maintenanceWindow.id })
    .from(maintenanceWindow)
    .where(inArray(maintenanceWindow.id, ids))
    .limit(1);
  return found.length > 0;
}

const idOf = ({ kind, from }: ModelWindow) => stableUuid("demo maintenance window", kind, new Date(from).toISOString());
const announcedAt = ({ kind, from }: ModelWindow) =>
  from - (kind === "urgent" ? URGENT_ANNOUNCED_BEFORE : ANNOUNCED_BEFORE);

function stateAt(window: ModelWindow, at: number) {
  if (window.to <= at) return "completed" as const;
  if (window.from <= at) return "in_progress" as const;
  return announcedAt(window) <= at ? ("announced" as const) : ("planned" as const);
}

function titles({ kind, from }: ModelWindow) {
  if (kind === "urgent")
    return {
      titleEn: "Urgent security update of the application servers",
      titleFi: "Sovelluspalvelinten kiireellinen tietoturvapäivitys",
      titleSv: "Brådskande säkerhetsuppdatering av applikationsservrarna",
    };
  const week = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO("Europe/Helsinki").weekOfYear;
  return {
    titleEn: `Maintenance break, week ${week}`,
    titleFi: `Huoltokatko, viikko ${week}`,
    titleSv: `Underhållsavbrott, vecka ${week}`,
  };
}

async function seedWindows(tx: DbOrTx, windows: readonly ModelWindow[], now: Date): Promise<void> {
  if (windows.length === 0) return;
  const rows = windows.map((window) => {
    const state = stateAt(window, now.getTime());
    return {
      id: idOf(window),
      kind: window.kind,
      state,
      ...titles(window),
      startsAt: new Date(window.from),
      endsAt: new Date(window.to),
      announcedAt: state === "planned" ? null : new Date(announcedAt(window)),
    };
  });
  const added = await tx
    .insert(maintenanceWindow)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: maintenanceWindow.id });
  const isAdded = new Set(added.map(({ id }) => id));
  for (const { id, state, announcedAt } of rows) {
    if (isAdded.has(id) || state === "planned") continue;
    await tx
      .update(maintenanceWindow)
      .set({ state, announcedAt })
      .where(
        and(
          eq(maintenanceWindow.id, id),
          // Whatever a person does raises the version.
          eq(maintenanceWindow.version, 1),
          inArray(maintenanceWindow.state, ["planned", "announced", "in_progress"]),
        ),
      );
  }
  await seedScopes(
    tx,
    windows.filter((window) => isAdded.has(idOf(window))),
  );
}

async function seedScopes(tx: DbOrTx, windows: readonly ModelWindow[]): Promise<void> {
  const known = await tx
    .select({ id: component.id, key: component.key })
    .from(component)
    .where(sql`${component.retiredAt} is null`);
  const scopes = windows.flatMap((window) =>
    known
      .filter(({ key }) => window.components.includes(key))
      .map(({ id }) => ({ windowId: idOf(window), componentId: id })),
  );
  if (scopes.length > 0) await tx.insert(maintenanceScope).values(scopes).onConflictDoNothing();
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
function itemsOf({ version, kind, slowPage }: ModelRelease): ReleaseItem[] {
  const number = nameNumber(version);
  const item = (section: ReleaseItem["section"], text: string, pages: string[] = []) => ({
    section,
    text,
    pages,
    apis: [],
  });
  if (kind === "urgent") return [item("urgent", pick(urgentChanges, number))];
  const count = 2 + Math.floor(uniform(number, 1) * 3);
  const lines = new Set(Array.from({ length: count }, (_, i) => pick(ordinaryChanges, number, 2, i)));
  const items = [...lines].map((text) => item("improved", text));
  if (slowPage)
    items.unshift(item("new", `${slowPage}: shows the whole history instead of the last twelve months.`, [slowPage]));
  return items;
}
