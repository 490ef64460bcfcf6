import { bigint, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./identity.ts";

/** Read only: rows are written by the function audit.append. */
export const auditEvent = pgSchema("audit").table("event", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  uid: uuid("uid").notNull(),
  at: instant("at").notNull(),
  actorKind: text("actor_kind").notNull(),
  actorId: text("actor_id").notNull(),
  action: text("action").notNull(),
  targetKind: text("target_kind").notNull(),
  targetId: text("target_id").notNull(),
  outcome: text("outcome", { enum: ["done", "refused", "failed"] }).notNull(),
  requestId: text("request_id").notNull(),
  details: jsonb("details").notNull(),
});
