import { boolean, char, integer, pgSchema, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const consoleSchema = pgSchema("console");
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const staff = consoleSchema.table("staff", {
  id: uuid("id").primaryKey().defaultRandom(),
  displayName: text("display_name").notNull(),
  email: text("email").notNull(),
  subjectHmac: text("subject_hmac"),
  active: boolean("active").notNull().default(true),
  createdAt: instant("created_at").notNull().defaultNow(),
  deactivatedAt: instant("deactivated_at"),
});

export const staffInvitation = consoleSchema.table("staff_invitation", {
  tokenSha256: char("token_sha256", { length: 64 }).primaryKey(),
  staffId: uuid("staff_id").notNull(),
  createdBy: uuid("created_by"),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

export const staffRole = consoleSchema.table(
  "staff_role",
  {
    staffId: uuid("staff_id").notNull(),
    role: text("role").notNull(),
    state: text("state", { enum: ["proposed", "active"] }).notNull(),
    proposedBy: uuid("proposed_by"),
    proposedAt: instant("proposed_at").notNull().defaultNow(),
    approvedBy: uuid("approved_by"),
    approvedAt: instant("approved_at"),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.role] })],
);

export const session = consoleSchema.table("session", {
  id: uuid("id").primaryKey().defaultRandom(),
  tokenSha256: char("token_sha256", { length: 64 }).notNull(),
  staffId: uuid("staff_id").notNull(),
  formToken: text("form_token").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  authTime: instant("auth_time").notNull(),
  method: text("method").notNull(),
  acr: text("acr").notNull(),
  userAgent: text("user_agent").notNull().default(""),
  endedAt: instant("ended_at"),
  endReason: text("end_reason"),
});

export const signInFlow = consoleSchema.table("sign_in_flow", {
  stateSha256: char("state_sha256", { length: 64 }).primaryKey(),
  browserSha256: char("browser_sha256", { length: 64 }).notNull(),
  nonce: text("nonce").notNull(),
  codeVerifier: text("code_verifier").notNull(),
  method: text("method").notNull(),
  returnTo: text("return_to").notNull(),
  reauthSessionId: uuid("reauth_session_id"),
  invitationSha256: char("invitation_sha256", { length: 64 }),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at").notNull(),
});

export const rateLimit = consoleSchema.table(
  "rate_limit",
  {
    key: text("key").notNull(),
    windowStartedAt: instant("window_started_at").notNull(),
    hits: integer("hits").notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStartedAt] })],
);
