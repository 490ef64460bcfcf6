import { boolean, date, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

const impacts = ["operational", "slow", "partial", "down"] as const;
const states = ["investigating", "identified", "monitoring", "resolved"] as const;

export const incident = consoleSchema.table("incident", {
  id: uuid("id").primaryKey().defaultRandom(),
  number: integer("number").generatedAlwaysAsIdentity().notNull(),
  title: text("title").notNull(),
  state: text("state", { enum: states }).notNull().default("investigating"),
  startedAt: instant("started_at").notNull(),
  openedAt: instant("opened_at").notNull().defaultNow(),
  openedBy: uuid("opened_by"),
  openedFrom: text("opened_from", { enum: ["hand", "component", "alert"] }).notNull(),
  alertName: text("alert_name"),
  resolvedAt: instant("resolved_at"),
  version: integer("version").notNull().default(1),
});

export const incidentComponent = consoleSchema.table(
  "incident_component",
  {
    incidentId: uuid("incident_id").notNull(),
    componentId: uuid("component_id").notNull(),
    impact: text("impact", { enum: impacts }).notNull(),
    worstImpact: text("worst_impact", { enum: impacts }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.incidentId, table.componentId] })],
);

export const incidentUpdate = consoleSchema.table("incident_update", {
  id: uuid("id").primaryKey().defaultRandom(),
  incidentId: uuid("incident_id").notNull(),
  at: instant("at").notNull().defaultNow(),
  authorId: uuid("author_id"),
  version: integer("version").notNull(),
  state: text("state", { enum: states }).notNull(),
  holdsFrom: instant("holds_from").notNull(),
  text: text("text").notNull(),
  impacts: jsonb("impacts").$type<{ component: string; impact: (typeof impacts)[number] }[]>().notNull().default([]),
});

export const incidentFollowUp = consoleSchema.table("incident_follow_up", {
  id: uuid("id").primaryKey().defaultRandom(),
  incidentId: uuid("incident_id").notNull(),
  text: text("text").notNull(),
  owner: text("owner").notNull(),
  dueOn: date("due_on", { mode: "string" }),
  createdBy: uuid("created_by"),
  createdAt: instant("created_at").notNull().defaultNow(),
  doneBy: uuid("done_by"),
  doneAt: instant("done_at"),
});

export const incidentReview = consoleSchema.table("incident_review", {
  incidentId: uuid("incident_id").primaryKey(),
  whatHappened: text("what_happened").notNull(),
  cause: text("cause").notNull(),
  whatHelped: text("what_helped").notNull(),
  whatChanges: text("what_changes").notNull(),
  writtenBy: uuid("written_by"),
  writtenAt: instant("written_at").notNull().defaultNow(),
  version: integer("version").notNull().default(1),
});

export const restoreTest = consoleSchema.table("restore_test", {
  id: uuid("id").primaryKey().defaultRandom(),
  tier: text("tier", { enum: ["primary", "secondary", "offsite"] }).notNull(),
  testedOn: date("tested_on", { mode: "string" }).notNull(),
  passed: boolean("passed").notNull(),
  minutes: integer("minutes").notNull(),
  note: text("note").notNull(),
  recordedBy: uuid("recorded_by"),
  recordedAt: instant("recorded_at").notNull().defaultNow(),
});
