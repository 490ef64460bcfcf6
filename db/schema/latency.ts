import { doublePrecision, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

export const measurement = consoleSchema.table("measurement", {
  key: text("key").primaryKey(),
  purpose: text("purpose").notNull(),
  expr: text("expr").notNull(),
  answer: jsonb("answer").notNull(),
  fetchedAt: instant("fetched_at").notNull(),
});

export const collector = consoleSchema.table("collector", {
  name: text("name").primaryKey(),
  attemptedAt: instant("attempted_at").notNull(),
  succeededAt: instant("succeeded_at"),
  problem: jsonb("problem"),
  progress: jsonb("progress"),
});

export const latencyHour = consoleSchema.table(
  "latency_hour",
  {
    hour: instant("hour").notNull(),
    client: text("client").notNull(),
    requests: doublePrecision("requests").notNull(),
    seconds: doublePrecision("seconds").notNull(),
    withinTarget: doublePrecision("within_target").notNull(),
    errors: doublePrecision("errors").notNull(),
    measuredAt: instant("measured_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hour, table.client] })],
);
