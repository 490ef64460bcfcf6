import { bigint, boolean, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { componentKinds } from "./component-kinds.ts";
import { consoleSchema, instant } from "./identity.ts";

const observed = ["operational", "slow", "partial", "down", "unknown"] as const;

/** A link of a component: a dashboard or a runbook. */
export type ComponentLink = { label: string; href: string };
/** A label that an alert must carry to be the component's. */
export type AlertMatcher = { name: string; value: string };
/**
 * A purpose of the service profile that gives one number about the component, and the limits that make a state of it.
 * Limits are in the purpose's own unit; the worst state whose limit is passed holds.
 */
export type ComponentQuery = {
  purpose: string;
  /** Label values that the purpose filters by, e.g. {component: "app-servers"}. */
  filters: Record<string, string>;
  slowAbove?: number;
  partialBelow?: number;
  downBelow?: number;
};
export type StateSource = {
  kind: "alert" | "query";
  name: string;
  state: (typeof observed)[number];
  /** What it said, in words with units: the value, or why there is none. */
  detail: string;
  /** The limits that make a state of the value, in words. */
  limit?: string;
};

export const component = consoleSchema.table("component", {
  id: uuid("id").primaryKey().defaultRandom(),
  key: text("key").notNull(),
  nameEn: text("name_en").notNull(),
  nameFi: text("name_fi").notNull(),
  nameSv: text("name_sv").notNull(),
  kind: text("kind", { enum: componentKinds }).notNull(),
  ownerTeam: text("owner_team").notNull(),
  customerFacing: boolean("customer_facing").notNull(),
  links: jsonb("links").$type<ComponentLink[]>().notNull().default([]),
  alertMatchers: jsonb("alert_matchers").$type<AlertMatcher[]>().notNull().default([]),
  queries: jsonb("queries").$type<ComponentQuery[]>().notNull().default([]),
  position: integer("position").notNull().default(0),
  version: integer("version").notNull().default(1),
  retiredAt: instant("retired_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const componentDependency = consoleSchema.table(
  "component_dependency",
  { componentId: uuid("component_id").notNull(), dependsOnId: uuid("depends_on_id").notNull() },
  (table) => [primaryKey({ columns: [table.componentId, table.dependsOnId] })],
);

export const componentVersion = consoleSchema.table(
  "component_version",
  {
    componentId: uuid("component_id").notNull(),
    version: integer("version").notNull(),
    content: jsonb("content").notNull(),
    changedBy: uuid("changed_by"),
    changedAt: instant("changed_at").notNull().defaultNow(),
    reason: text("reason").notNull(),
  },
  (table) => [primaryKey({ columns: [table.componentId, table.version] })],
);

export const componentState = consoleSchema.table("component_state", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  componentId: uuid("component_id").notNull(),
  state: text("state", { enum: observed }).notNull(),
  sources: jsonb("sources").$type<StateSource[]>().notNull().default([]),
  startedAt: instant("started_at").notNull(),
  observedAt: instant("observed_at").notNull(),
  endedAt: instant("ended_at"),
});
