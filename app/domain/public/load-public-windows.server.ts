import { and, asc, desc, eq, gt, inArray, max } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { maintenanceEvent, maintenanceScope, maintenanceWindow } from "#db/schema/maintenance.ts";
import type { Language } from "../../i18n/languages.ts";
import type { WindowEventCode } from "../maintenance/event-labels.ts";
import { recordedPhase, type WindowPhase } from "./window-phase-rules.ts";

/** More than two years of monthly windows with as many urgent ones. */
const WINDOWS_MAX = 100;
/** What moves the hours of a window that customers know of. */
const HOURS_CHANGED: WindowEventCode[] = ["change_approved", "extended"];

export type LoadedWindow = {
  id: string;
  kind: "planned" | "urgent";
  state: (typeof maintenanceWindow.$inferSelect)["state"];
  /** By its record alone. */
  phase: WindowPhase;
  title: string;
  message: string;
  startsAt: Date;
  endsAt: Date;
  sequence: number;
  changedAt: Date;
  announcedAt: Date | null;
  finishedAt: Date | null;
  wasPublic: boolean;
  hoursChangedAt: Date | null;
  components: string[];
};

const textsOf = (row: typeof maintenanceWindow.$inferSelect) => ({
  fi: { title: row.titleFi, message: row.messageFi },
  sv: { title: row.titleSv, message: row.messageSv },
  en: { title: row.titleEn, message: row.messageEn },
});

/**
 * The windows that are public, latest first, as far as anybody may know of them. Without names of people, reasons, and the parts
 * of the service that customers do not see.
 * @param since those that end after this
 */
export async function loadPublicWindows(
  db: DbOrTx,
  { language, since }: { language: Language; since: Date },
): Promise<LoadedWindow[]> {
  const rows = await db
    .select()
    .from(maintenanceWindow)
    .where(gt(maintenanceWindow.endsAt, since))
    .orderBy(desc(maintenanceWindow.startsAt), desc(maintenanceWindow.id))
    .limit(WINDOWS_MAX);
  const shown = rows.flatMap((row) => {
    const phase = recordedPhase(row);
    return phase ? [{ row, phase }] : [];
  });
  const ids = shown.map(({ row }) => row.id);
  const [components, changes] = await Promise.all([namesOf(db, ids, language), hoursChanges(db, ids)]);
  return shown.map(({ row, phase }) => {
    const changedHours = changes.get(row.id) ?? null;
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      phase,
      ...textsOf(row)[language],
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      sequence: row.sequence,
      changedAt: row.changedAt,
      announcedAt: row.announcedAt,
      finishedAt: row.finishedAt,
      wasPublic: row.wasPublic,
      hoursChangedAt: row.announcedAt && changedHours && changedHours > row.announcedAt ? changedHours : null,
      components: components.get(row.id) ?? [],
    };
  });
}

async function namesOf(db: DbOrTx, ids: string[], language: Language): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const name = { fi: component.nameFi, sv: component.nameSv, en: component.nameEn }[language];
  const rows = await db
    .select({ id: maintenanceScope.windowId, name })
    .from(maintenanceScope)
    .innerJoin(component, eq(component.id, maintenanceScope.componentId))
    .where(and(inArray(maintenanceScope.windowId, ids), eq(component.customerFacing, true)))
    .orderBy(asc(component.position), asc(component.key));
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, parts]) => [id, parts.map((part) => part.name)]));
}

async function hoursChanges(db: DbOrTx, ids: string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: maintenanceEvent.windowId, at: max(maintenanceEvent.at) })
    .from(maintenanceEvent)
    .where(and(inArray(maintenanceEvent.windowId, ids), inArray(maintenanceEvent.what, HOURS_CHANGED)))
    .groupBy(maintenanceEvent.windowId);
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
}
