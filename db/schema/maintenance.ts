import { bigint, boolean, char, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const maintenanceWindow = consoleSchema.table("maintenance_window", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: text("kind", { enum: ["planned", "urgent"] })
    .notNull()
    .default("planned"),
  state: text("state", { enum: ["planned", "announced", "in_progress", "verifying", "completed", "cancelled"] })
    .notNull()
    .default("planned"),
  /** `YYYY-MM`, the month for which the rule made it; null for urgent ones. */
  planMonth: char("plan_month", { length: 7 }),
  titleEn: text("title_en").notNull(),
  titleFi: text("title_fi").notNull(),
  titleSv: text("title_sv").notNull(),
  messageEn: text("message_en").notNull().default(""),
  messageFi: text("message_fi").notNull().default(""),
  messageSv: text("message_sv").notNull().default(""),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  /** Of the calendar entry: raised by every change that a calendar shows (RFC 5545, 3.8.7.4). */
  sequence: integer("sequence").notNull().default(0),
  changedAt: instant("changed_at").notNull().defaultNow(),
  announcedAt: instant("announced_at"),
  announcedBy: uuid("announced_by"),
  /** Mails are held until then, and so long the announcement can be undone. */
  undoableUntil: instant("undoable_until"),
  startedAt: instant("started_at"),
  /** Null: it was started by the clock. */
  startedBy: uuid("started_by"),
  verifyingAt: instant("verifying_at"),
  finishedAt: instant("finished_at"),
  finishedBy: uuid("finished_by"),
  cancelledAt: instant("cancelled_at"),
  cancelledBy: uuid("cancelled_by"),
  /** Whether anybody outside was shown it: then a cancellation is told too. */
  wasPublic: boolean("was_public").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
  createdBy: uuid("created_by"),
  version: integer("version").notNull().default(1),
});

export const maintenanceScope = consoleSchema.table(
  "maintenance_scope",
  { windowId: uuid("window_id").notNull(), componentId: uuid("component_id").notNull() },
  (table) => [primaryKey({ columns: [table.windowId, table.componentId] })],
);

export const maintenanceChange = consoleSchema.table("maintenance_change", {
  id: uuid("id").primaryKey().defaultRandom(),
  windowId: uuid("window_id").notNull(),
  kind: text("kind", { enum: ["move", "skip", "shorten", "lengthen"] }).notNull(),
  startsAt: instant("starts_at"),
  endsAt: instant("ends_at"),
  reason: text("reason").notNull(),
  state: text("state", { enum: ["proposed", "approved", "refused", "withdrawn"] })
    .notNull()
    .default("proposed"),
  proposedBy: uuid("proposed_by").notNull(),
  proposedAt: instant("proposed_at").notNull().defaultNow(),
  decidedBy: uuid("decided_by"),
  decidedAt: instant("decided_at"),
  decisionNote: text("decision_note"),
});

export const maintenanceEvent = consoleSchema.table("maintenance_event", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  windowId: uuid("window_id").notNull(),
  at: instant("at").notNull(),
  actorId: uuid("actor_id"),
  what: text("what").notNull(),
  details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
});

export const maintenanceCheck = consoleSchema.table(
  "maintenance_check",
  {
    windowId: uuid("window_id").notNull(),
    position: integer("position").notNull(),
    text: text("text").notNull(),
    doneBy: uuid("done_by"),
    doneAt: instant("done_at"),
  },
  (table) => [primaryKey({ columns: [table.windowId, table.position] })],
);

/** What the console holds in Grafana for a window or a release, as the reconciler last found it. */
export const grafanaMark = consoleSchema.table("grafana_mark", {
  id: uuid("id").primaryKey().defaultRandom(),
  ownerKind: text("owner_kind", { enum: ["window", "release"] }).notNull(),
  ownerId: uuid("owner_id").notNull(),
  kind: text("kind", { enum: ["silence", "annotation"] }).notNull(),
  /** The component's key for a silence; empty for the one annotation. */
  part: text("part").notNull().default(""),
  externalId: text("external_id"),
  state: text("state", { enum: ["wanted", "held", "ended_by_hand", "removed"] })
    .notNull()
    .default("wanted"),
  problem: jsonb("problem"),
  repaired: jsonb("repaired"),
  repairedAt: instant("repaired_at"),
  checkedAt: instant("checked_at"),
  /** As JSON: what was put there last. Null while a change of ours may be half done. */
  written: text("written"),
});

export const markClaim = consoleSchema.table(
  "mark_claim",
  {
    ownerKind: text("owner_kind", { enum: ["window", "release"] }).notNull(),
    ownerId: uuid("owner_id").notNull(),
    token: uuid("token"),
    claimedUntil: instant("claimed_until"),
    rung: boolean("rung").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.ownerKind, table.ownerId] })],
);
