import { bigint, boolean, char, date, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";
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
      "retained",
      "expired",
      "erased",
      "failed",
      "lapsed",
      "refused",
      "cancelled",
    ],
  })
    .notNull()
    .default("requested"),
  part: text("part", { enum: ["books", "payroll"] })
    .notNull()
    .default("books"),
  /** As `Adjustment` of the law, with who and when. */
  adjustments: jsonb("adjustments").notNull().default([]),
  rerunOf: uuid("rerun_of"),
  failedAt: instant("failed_at"),
  peopleRemovedAt: instant("people_removed_at"),
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
  partsManifest: text("parts_manifest"),
  partsSignature: bytea("parts_signature"),
  removedAt: instant("removed_at"),
  seals: jsonb("seals"),
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
  part: integer("part").notNull().default(1),
  whole: boolean("whole").notNull().default(false),
});

export const exportArchivePart = consoleSchema.table("export_archive_part", {
  runId: uuid("run_id").notNull(),
  part: integer("part").notNull(),
  archiveKey: text("archive_key").notNull(),
  fileName: text("file_name").notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  sha512: char("sha512", { length: 128 }).notNull(),
  sha256: char("sha256", { length: 64 }).notNull(),
});

export const archiveSigningKey = consoleSchema.table("archive_signing_key", {
  fingerprint: char("fingerprint", { length: 64 }).primaryKey(),
  publicKeyPem: text("public_key_pem").notNull(),
  firstUsedAt: instant("first_used_at").notNull().defaultNow(),
});

/** Data Act (EU) 2023/2854 Article 25: the days of a switch, Europe/Helsinki. */
export const exportClock = consoleSchema.table("export_clock", {
  requestId: uuid("request_id").primaryKey(),
  noticeGivenOn: date("notice_given_on", { mode: "string" }).notNull(),
  noticeEndsOn: date("notice_ends_on", { mode: "string" }).notNull(),
  transitionEndsOn: date("transition_ends_on", { mode: "string" }).notNull(),
  transitionBasis: text("transition_basis", {
    enum: ["thirty_days", "technically_unfeasible", "customer_extended"],
  })
    .notNull()
    .default("thirty_days"),
  transitionReason: text("transition_reason"),
  unfeasibleToldOn: date("unfeasible_told_on", { mode: "string" }),
  retrievalEndsOn: date("retrieval_ends_on", { mode: "string" }).notNull(),
  retrievalReason: text("retrieval_reason"),
  serviceErasedOn: date("service_erased_on", { mode: "string" }),
  assumed: boolean("assumed").notNull().default(false),
  updatedBy: uuid("updated_by"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const exportNotice = consoleSchema.table("export_notice", {
  requestId: uuid("request_id").notNull(),
  kind: text("kind").notNull(),
  dueOn: date("due_on", { mode: "string" }).notNull(),
  sentAt: instant("sent_at").notNull().defaultNow(),
});

export const exportErasure = consoleSchema.table("export_erasure", {
  requestId: uuid("request_id").primaryKey(),
  proposedBy: uuid("proposed_by").notNull(),
  proposedAt: instant("proposed_at").notNull().defaultNow(),
  reason: text("reason").notNull(),
  approvedBy: uuid("approved_by"),
  approvedAt: instant("approved_at"),
  withdrawnAt: instant("withdrawn_at"),
  filesGoneAt: instant("files_gone_at"),
  erasedAt: instant("erased_at"),
  erased: jsonb("erased").notNull().default([]),
  certificateKey: text("certificate_key"),
  certificateSha256: char("certificate_sha256", { length: 64 }),
  errorCode: text("error_code"),
});

export const exportFeed = consoleSchema.table("export_feed", {
  tokenSha256: char("token_sha256", { length: 64 }).primaryKey(),
  staffId: uuid("staff_id").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  revokedAt: instant("revoked_at"),
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
