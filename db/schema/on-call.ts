import { char, integer, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const onCallRota = consoleSchema.table("on_call_rota", {
  id: uuid("id").primaryKey().defaultRandom(),
  effectiveFrom: instant("effective_from").notNull(),
  members: uuid("members").array().notNull(),
  handoverWeekday: integer("handover_weekday").notNull(),
  handoverTime: text("handover_time").notNull(),
  createdBy: uuid("created_by"),
  createdAt: instant("created_at").notNull().defaultNow(),
  reason: text("reason").notNull(),
});

export const onCallSwap = consoleSchema.table("on_call_swap", {
  id: uuid("id").primaryKey().defaultRandom(),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  fromStaff: uuid("from_staff").notNull(),
  toStaff: uuid("to_staff").notNull(),
  state: text("state", { enum: ["asked", "agreed", "declined", "withdrawn"] })
    .notNull()
    .default("asked"),
  reason: text("reason").notNull(),
  askedBy: uuid("asked_by").notNull(),
  askedAt: instant("asked_at").notNull().defaultNow(),
  decidedBy: uuid("decided_by"),
  decidedAt: instant("decided_at"),
});

export const onCallNote = consoleSchema.table("on_call_note", {
  id: uuid("id").primaryKey().defaultRandom(),
  at: instant("at").notNull().defaultNow(),
  authorId: uuid("author_id").notNull(),
  text: text("text").notNull(),
});

export const onCallFeed = consoleSchema.table("on_call_feed", {
  tokenSha256: char("token_sha256", { length: 64 }).primaryKey(),
  staffId: uuid("staff_id").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  revokedAt: instant("revoked_at"),
});
