import { bigint, char, date, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";
import { codeTable, linkTable, sessionTable } from "./portal-access.ts";

export const exportRequest = consoleSchema.table("export_request", {
  id: uuid("id").primaryKey().defaultRandom(),
  number: integer("number").generatedAlwaysAsIdentity().notNull(),
  companyId: uuid("company_id").notNull(),
  companyName: text("company_name").notNull(),
  businessId: text("business_id").notNull(),
  country: char("country", { length: 2 }).notNull(),
  state: text("state", {
    enum: [
      "requested",
      "scoped",
      "approved",
      "running",
      "ready",
      "handed_over",
      "downloaded",
      "failed",
      "refused",
      "cancelled",
    ],
  })
    .notNull()
    .default("requested"),
  requesterName: text("requester_name").notNull(),
  requesterAuthority: text("requester_authority").notNull(),
  contractEndsOn: date("contract_ends_on", { mode: "string" }).notNull(),
  recipientName: text("recipient_name").notNull(),
  recipientEmail: text("recipient_email").notNull(),
  recipientPhone: text("recipient_phone").notNull(),
  language: text("language", { enum: ["fi", "sv", "en"] })
    .notNull()
    .default("fi"),
  asOf: date("as_of", { mode: "string" }).notNull(),
  years: integer("years").array(),
  scope: jsonb("scope"),
  scopeSha256: char("scope_sha256", { length: 64 }),
  requestedBy: uuid("requested_by").notNull(),
  requestedAt: instant("requested_at").notNull().defaultNow(),
  scopedBy: uuid("scoped_by"),
  scopedAt: instant("scoped_at"),
  approvedBy: uuid("approved_by"),
  approvedAt: instant("approved_at"),
  endedBy: uuid("ended_by"),
  endedAt: instant("ended_at"),
  endReason: text("end_reason"),
  version: integer("version").notNull().default(1),
});

export const exportRun = consoleSchema.table("export_run", {
  id: uuid("id").primaryKey().defaultRandom(),
  requestId: uuid("request_id").notNull(),
  idempotencyKey: char("idempotency_key", { length: 64 }).notNull(),
  state: text("state", { enum: ["queued", "running", "ready", "failed"] })
    .notNull()
    .default("queued"),
  attempt: integer("attempt").notNull().default(0),
  leaseToken: uuid("lease_token"),
  leaseExpiresAt: instant("lease_expires_at"),
  queuedAt: instant("queued_at").notNull().defaultNow(),
  startedAt: instant("started_at"),
  finishedAt: instant("finished_at"),
  phase: text("phase").notNull().default("queued"),
  rowsDone: bigint("rows_done", { mode: "number" }).notNull().default(0),
  rowsTotal: bigint("rows_total", { mode: "number" }),
  bytesDone: bigint("bytes_done", { mode: "number" }).notNull().default(0),
  progressAt: instant("progress_at"),
  archiveKey: text("archive_key"),
  archiveBytes: bigint("archive_bytes", { mode: "number" }),
  archiveSha512: char("archive_sha512", { length: 128 }),
  archiveSha256: char("archive_sha256", { length: 64 }),
  controlTotals: jsonb("control_totals"),
  errorCode: text("error_code"),
  errorMessage: text("error_message"),
});

export const exportLink = linkTable("export_link", { runId: uuid("run_id").notNull() });

export const exportCode = codeTable("export_code");

export const portalSession = sessionTable("portal_session");

export const exportDownload = consoleSchema.table("export_download", {
  id: uuid("id").primaryKey().defaultRandom(),
  runId: uuid("run_id").notNull(),
  linkId: uuid("link_id").notNull(),
  portalSessionId: uuid("portal_session_id").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  rangeStart: bigint("range_start", { mode: "number" }).notNull(),
  rangeEnd: bigint("range_end", { mode: "number" }).notNull(),
  bytesSent: bigint("bytes_sent", { mode: "number" }).notNull().default(0),
});

export const message = consoleSchema.table("message", {
  id: uuid("id").primaryKey().defaultRandom(),
  channel: text("channel", { enum: ["email", "sms"] }).notNull(),
  recipient: text("recipient").notNull(),
  subject: text("subject"),
  body: text("body"),
  purpose: text("purpose").notNull(),
  subjectId: uuid("subject_id"),
  state: text("state", { enum: ["queued", "sending", "sent", "failed"] })
    .notNull()
    .default("queued"),
  attempts: integer("attempts").notNull().default(0),
  createdAt: instant("created_at").notNull().defaultNow(),
  sentAt: instant("sent_at"),
  errorCode: text("error_code"),
});
