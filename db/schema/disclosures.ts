import { bigint, char, date, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";
import { codeTable, linkTable, sessionTable } from "./portal-access.ts";

export const disclosure = consoleSchema.table("disclosure", {
  id: uuid("id").primaryKey().defaultRandom(),
  caseId: uuid("case_id").notNull(),
  state: text("state", {
    enum: ["registered", "verified", "executed", "approved", "delivered", "received", "closed", "refused"],
  })
    .notNull()
    .default("registered"),
  version: integer("version").notNull().default(1),
  authority: text("authority").notNull(),
  legalBasis: text("legal_basis").notNull(),
  reference: text("reference").notNull(),
  receivedOn: date("received_on", { mode: "string" }).notNull(),
  recipientEmail: text("recipient_email").notNull(),
  recipientPhone: text("recipient_phone").notNull(),
  language: text("language", { enum: ["fi", "sv", "en"] }).notNull(),
  /** DisclosureScope of app/domain/disclosures/scope-rules.ts. */
  scope: jsonb("scope").notNull(),
  scopeSha256: char("scope_sha256", { length: 64 }).notNull(),
  correctedBy: uuid("corrected_by").array().notNull().default([]),
  tellCustomer: text("tell_customer", { enum: ["yes", "no", "later"] }).notNull(),
  tellAfter: date("tell_after", { mode: "string" }),
  tellRemindedAt: instant("tell_reminded_at"),
  toldBy: uuid("told_by"),
  toldAt: instant("told_at"),
  registeredBy: uuid("registered_by").notNull(),
  registeredAt: instant("registered_at").notNull(),
  verifiedBy: uuid("verified_by"),
  verifiedAt: instant("verified_at"),
  verifiedHow: text("verified_how"),
  runState: text("run_state", { enum: ["queued", "running", "choosing", "failed", "done"] }),
  runQueuedAt: instant("run_queued_at"),
  runAttempt: integer("run_attempt").notNull().default(0),
  /** Since it was last queued by a person. */
  runTries: integer("run_tries").notNull().default(0),
  runLeaseToken: uuid("run_lease_token"),
  runLeaseExpiresAt: instant("run_lease_expires_at"),
  runRowsDone: integer("run_rows_done").notNull().default(0),
  runRowsTotal: integer("run_rows_total"),
  runError: text("run_error"),
  /** PersonMatch[] of app/domain/disclosures/match-rules.ts. */
  matches: jsonb("matches"),
  chosenBy: uuid("chosen_by"),
  chosenAt: instant("chosen_at"),
  executedBy: uuid("executed_by"),
  executedAt: instant("executed_at"),
  rowsFound: integer("rows_found"),
  counts: jsonb("counts").$type<{ events: Record<string, number>; companies: Record<string, number> }>(),
  approvedBy: uuid("approved_by"),
  approvedAt: instant("approved_at"),
  packageKey: text("package_key"),
  packageSha256: char("package_sha256", { length: 64 }),
  packageSha512: char("package_sha512", { length: 128 }),
  packageBytes: bigint("package_bytes", { mode: "number" }),
  deliveredAt: instant("delivered_at"),
  receivedAt: instant("received_at"),
  receipt: jsonb("receipt"),
  endedBy: uuid("ended_by"),
  endedAt: instant("ended_at"),
  refusalReason: text("refusal_reason"),
  keepUntil: date("keep_until", { mode: "string" }),
  erasedAt: instant("erased_at"),
});

export const disclosureLink = linkTable("disclosure_link", { disclosureId: uuid("disclosure_id").notNull() });

export const disclosureCode = codeTable("disclosure_code");

export const disclosureSession = sessionTable("disclosure_session");

export const disclosureDownload = consoleSchema.table("disclosure_download", {
  id: uuid("id").primaryKey().defaultRandom(),
  disclosureId: uuid("disclosure_id").notNull(),
  sessionId: uuid("session_id").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  rangeStart: bigint("range_start", { mode: "number" }).notNull(),
  rangeEnd: bigint("range_end", { mode: "number" }).notNull(),
  bytesSent: bigint("bytes_sent", { mode: "number" }).notNull().default(0),
});
