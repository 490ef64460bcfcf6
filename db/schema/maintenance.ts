import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const maintenanceWindow = consoleSchema.table("maintenance_window", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: text("kind", { enum: ["planned", "urgent"] })
    .notNull()
    .default("planned"),
  state: text("state", { enum: ["planned", "announced", "in_progress", "verifying", "completed", "cancelled"] })
    .notNull()
    .default("planned"),
  titleEn: text("title_en").notNull(),
  titleFi: text("title_fi").notNull(),
  titleSv: text("title_sv").notNull(),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  announcedAt: instant("announced_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
  createdBy: uuid("created_by"),
  version: integer("version").notNull().default(1),
});

export const maintenanceScope = consoleSchema.table(
  "maintenance_scope",
  { windowId: uuid("window_id").notNull(), componentId: uuid("component_id").notNull() },
  (table) => [primaryKey({ columns: [table.windowId, table.componentId] })],
);

export const release = consoleSchema.table("release", {
  id: uuid("id").primaryKey().defaultRandom(),
  version: text("version").notNull(),
  kind: text("kind", { enum: ["weekly", "urgent"] }).notNull(),
  releasedAt: instant("released_at").notNull(),
  commit: text("commit"),
  changes: text("changes").notNull().default(""),
  createdAt: instant("created_at").notNull().defaultNow(),
});
