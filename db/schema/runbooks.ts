import { bigint, char, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const runbookRun = consoleSchema.table("runbook_run", {
  id: uuid("id").primaryKey().defaultRandom(),
  runbook: text("runbook").notNull(),
  /** Of the file as it was when the run began. */
  fileSha256: char("file_sha256", { length: 64 }).notNull(),
  /** The file's text: the steps of a run stay those that it began with. */
  source: text("source").notNull(),
  title: text("title").notNull(),
  caseId: uuid("case_id"),
  windowId: uuid("window_id"),
  incidentId: uuid("incident_id"),
  params: jsonb("params").$type<Record<string, string>>().notNull().default({}),
  startedBy: uuid("started_by").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  fromStep: integer("from_step").notNull().default(1),
  endedAt: instant("ended_at"),
  endedBy: uuid("ended_by"),
  outcome: text("outcome", { enum: ["finished", "left"] }),
});

export const runbookTick = consoleSchema.table("runbook_tick", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  runId: uuid("run_id").notNull(),
  step: text("step").notNull(),
  what: text("what", {
    enum: ["ticked", "unticked", "check_passed", "check_failed", "approved", "refused", "acted", "noted"],
  }).notNull(),
  seen: jsonb("seen").$type<Record<string, unknown>>().notNull().default({}),
  actorId: uuid("actor_id"),
  at: instant("at").notNull(),
});
