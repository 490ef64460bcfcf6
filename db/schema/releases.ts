import { char, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const changeSections = ["new", "improved", "fixed", "urgent", "coming"] as const;
/** One line of what a release changed. Pages and APIs by the names that latency is measured under. */
export type ReleaseItem = {
  section: (typeof changeSections)[number];
  text: string;
  pages: string[];
  apis: string[];
};

export const release = consoleSchema.table("release", {
  id: uuid("id").primaryKey().defaultRandom(),
  version: text("version").notNull(),
  kind: text("kind", { enum: ["weekly", "urgent"] }).notNull(),
  releasedAt: instant("released_at").notNull(),
  commit: text("commit"),
  items: jsonb("items").$type<ReleaseItem[]>().notNull().default([]),
  /** By hand, or else by a program with its key. */
  reportedBy: uuid("reported_by"),
  apiKeyId: uuid("api_key_id"),
  rolledBackAt: instant("rolled_back_at"),
  rolledBackBy: uuid("rolled_back_by"),
  rollbackReason: text("rollback_reason"),
  recordVersion: integer("record_version").notNull().default(1),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const releaseComparison = consoleSchema.table(
  "release_comparison",
  {
    releaseId: uuid("release_id").notNull(),
    hours: integer("hours").notNull(),
    judgedAt: instant("judged_at").notNull(),
    content: jsonb("content").notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.hours] })],
);

export const apiKey = consoleSchema.table("api_key", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  purpose: text("purpose", { enum: ["releases", "bounces", "cases", "edge"] }).notNull(),
  keySha256: char("key_sha256", { length: 64 }).notNull(),
  prefix: text("prefix").notNull(),
  createdBy: uuid("created_by").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  lastUsedAt: instant("last_used_at"),
  revokedBy: uuid("revoked_by"),
  revokedAt: instant("revoked_at"),
});
