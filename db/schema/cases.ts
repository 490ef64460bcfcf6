import { bigint, char, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { caseKinds, caseLanguages, priorities } from "./case-kinds.ts";
import { bytea } from "./bytea.ts";
import { consoleSchema, instant } from "./identity.ts";

export const caseFile = consoleSchema.table("case_file", {
  id: uuid("id").primaryKey().defaultRandom(),
  number: integer("number").notNull().generatedAlwaysAsIdentity(),
  kind: text("kind", { enum: caseKinds }).notNull(),
  /** By the kind's own table of states. */
  state: text("state").notNull(),
  businessId: text("business_id"),
  customerName: text("customer_name"),
  subject: text("subject").notNull(),
  language: text("language", { enum: caseLanguages }).notNull().default("fi"),
  priority: text("priority", { enum: priorities }).notNull().default("normal"),
  externalNumber: text("external_number"),
  apiKeyId: uuid("api_key_id"),
  idempotencyKey: text("idempotency_key"),
  idempotencySha256: char("idempotency_sha256", { length: 64 }),
  assigneeId: uuid("assignee_id"),
  request: jsonb("request").notNull().default({}),
  decision: jsonb("decision"),
  dueAt: instant("due_at"),
  openedBy: uuid("opened_by"),
  openedAt: instant("opened_at").notNull().defaultNow(),
  closedAt: instant("closed_at"),
  closedBy: uuid("closed_by"),
  version: integer("version").notNull().default(1),
});

export const caseEvent = consoleSchema.table("case_event", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  caseId: uuid("case_id").notNull(),
  at: instant("at").notNull(),
  actorId: uuid("actor_id"),
  apiKeyId: uuid("api_key_id"),
  what: text("what").notNull(),
  text: text("text"),
  details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
});

export const caseAttachment = consoleSchema.table("case_attachment", {
  id: uuid("id").primaryKey().defaultRandom(),
  caseId: uuid("case_id").notNull(),
  fileName: text("file_name").notNull(),
  mediaType: text("media_type").notNull(),
  sha256: char("sha256", { length: 64 }).notNull(),
  size: integer("size").notNull(),
  bytes: bytea("bytes").notNull(),
  addedBy: uuid("added_by"),
  addedAt: instant("added_at").notNull().defaultNow(),
});

export const caseFollowUp = consoleSchema.table("case_follow_up", {
  id: uuid("id").primaryKey().defaultRandom(),
  caseId: uuid("case_id").notNull(),
  kind: text("kind", { enum: ["task", "measurement"] }).notNull(),
  text: text("text").notNull(),
  dueAt: instant("due_at").notNull(),
  createdBy: uuid("created_by"),
  createdAt: instant("created_at").notNull().defaultNow(),
  doneBy: uuid("done_by"),
  doneAt: instant("done_at"),
});

export const diagnosis = consoleSchema.table("diagnosis", {
  id: uuid("id").primaryKey().defaultRandom(),
  caseId: uuid("case_id"),
  businessId: text("business_id").notNull(),
  content: jsonb("content").notNull(),
  madeBy: uuid("made_by"),
  madeAt: instant("made_at").notNull().defaultNow(),
  /** The one whose advice this one measures. */
  follows: uuid("follows"),
});

export const webhook = consoleSchema.table("webhook", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  url: text("url").notNull(),
  secret: text("secret").notNull(),
  createdBy: uuid("created_by").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  pausedAt: instant("paused_at"),
  removedAt: instant("removed_at"),
});

export const webhookDelivery = consoleSchema.table("webhook_delivery", {
  id: uuid("id").primaryKey().defaultRandom(),
  webhookId: uuid("webhook_id").notNull(),
  caseId: uuid("case_id").notNull(),
  eventId: bigint("event_id", { mode: "number" }).notNull(),
  body: jsonb("body").notNull(),
  state: text("state", { enum: ["queued", "delivered", "given_up"] })
    .notNull()
    .default("queued"),
  attempts: integer("attempts").notNull().default(0),
  nextAt: instant("next_at").notNull().defaultNow(),
  status: integer("status"),
  errorCode: text("error_code"),
  deliveredAt: instant("delivered_at"),
});
