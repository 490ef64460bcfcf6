import { bigint, char, cidr, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

/** The check constraint of console.ip_restriction.state says the same. */
const ipStates = [
  "draft",
  "proposed",
  "unconfirmed",
  "active",
  "refused",
  "cancelled",
  "rolled_back",
  "superseded",
  "expired",
  "lifted",
] as const;
export type IpState = (typeof ipStates)[number];

export const ipRestriction = consoleSchema.table("ip_restriction", {
  id: uuid("id").primaryKey().defaultRandom(),
  businessId: text("business_id").notNull(),
  caseId: uuid("case_id"),
  version: integer("version").notNull(),
  state: text("state", { enum: ipStates }).notNull().default("draft"),
  /** What was in force before, and is again when this one is rolled back. */
  replaces: uuid("replaces"),
  /** What holds once every network has expired. Open: no restriction. Closed: nobody may enter. */
  whenAllExpired: text("when_all_expired", { enum: ["open", "closed"] }),
  requesterName: text("requester_name").notNull(),
  requesterAuthority: text("requester_authority").notNull(),
  requesterEmail: text("requester_email").notNull(),
  dryRun: jsonb("dry_run"),
  networksSha256: char("networks_sha256", { length: 64 }),
  proposedBy: uuid("proposed_by"),
  proposedAt: instant("proposed_at"),
  approvedBy: uuid("approved_by"),
  approvedAt: instant("approved_at"),
  confirmSha256: char("confirm_sha256", { length: 64 }),
  confirmUntil: instant("confirm_until"),
  confirmedAt: instant("confirmed_at"),
  endedBy: uuid("ended_by"),
  endedAt: instant("ended_at"),
  endReason: text("end_reason"),
  /** Days before the last network expires of which the desk was told last. */
  warnedDays: integer("warned_days"),
  createdBy: uuid("created_by").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** Everybody who wrote on it. */
  writtenBy: uuid("written_by").array().notNull().default([]),
  rowVersion: integer("row_version").notNull().default(1),
});

export const ipNetwork = consoleSchema.table(
  "ip_network",
  {
    restrictionId: uuid("restriction_id").notNull(),
    network: cidr("network").notNull(),
    label: text("label").notNull(),
    expiresAt: instant("expires_at"),
    /** When its end was carried out. */
    endedAt: instant("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.restrictionId, table.network] })],
);

export const edgeArtefact = consoleSchema.table("edge_artefact", {
  version: bigint("version", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  sha256: char("sha256", { length: 64 }).notNull(),
  content: jsonb("content").$type<{ customers: Record<string, string[]> }>().notNull(),
  publishedAt: instant("published_at").notNull().defaultNow(),
});

export const edgeBalancer = consoleSchema.table("edge_balancer", {
  name: text("name").primaryKey(),
  kind: text("kind", { enum: ["haproxy", "nginx"] }).notNull(),
  apiKeyId: uuid("api_key_id").notNull(),
  version: bigint("version", { mode: "number" }),
  sha256: char("sha256", { length: 64 }),
  inForceSince: instant("in_force_since"),
  reportedAt: instant("reported_at").notNull(),
  error: text("error"),
});

export const edgeInForce = consoleSchema.table(
  "edge_in_force",
  {
    balancer: text("balancer").notNull(),
    version: bigint("version", { mode: "number" }).notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.balancer, table.version] })],
);
