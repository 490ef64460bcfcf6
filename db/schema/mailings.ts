import { char, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { InLanguages } from "./bulletins.ts";
import { consoleSchema, instant } from "./identity.ts";

export const mailingTopics = ["bulletins", "announcements", "maintenance"] as const;
export type MailingTopic = (typeof mailingTopics)[number];
export type MailText = { subject: string; text: string };

export const subscriber = consoleSchema.table("subscriber", {
  id: uuid("id").primaryKey().defaultRandom(),
  /** Null once they have left. */
  email: text("email"),
  language: text("language", { enum: ["fi", "sv", "en"] }).notNull(),
  topics: text("topics", { enum: mailingTopics }).array().notNull(),
  state: text("state", { enum: ["pending", "active", "unsubscribed", "bounced"] })
    .notNull()
    .default("pending"),
  confirmSha256: char("confirm_sha256", { length: 64 }),
  confirmExpiresAt: instant("confirm_expires_at"),
  confirmedAt: instant("confirmed_at"),
  /** In every mail to this person; opens their topics and the way out, nothing else. */
  token: text("token").notNull(),
  /** Lasting refusals in a row. */
  bounces: integer("bounces").notNull().default(0),
  /** When the last of them was. */
  bouncedAt: instant("bounced_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
  endedAt: instant("ended_at"),
});

export const mailing = consoleSchema.table("mailing", {
  id: uuid("id").primaryKey().defaultRandom(),
  topic: text("topic", { enum: mailingTopics }).notNull(),
  subjectKind: text("subject_kind", { enum: ["bulletin", "window"] }).notNull(),
  subjectId: uuid("subject_id").notNull(),
  revision: integer("revision").notNull(),
  texts: jsonb("texts").$type<InLanguages<MailText>>().notNull(),
  state: text("state", { enum: ["queued", "sending", "sent", "cancelled"] })
    .notNull()
    .default("queued"),
  notBefore: instant("not_before").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  startedAt: instant("started_at"),
  finishedAt: instant("finished_at"),
});

export const mailingDelivery = consoleSchema.table(
  "mailing_delivery",
  {
    mailingId: uuid("mailing_id").notNull(),
    subscriberId: uuid("subscriber_id").notNull(),
    /** The Message-ID's left part: the same on a repetition. */
    messageId: uuid("message_id").notNull().defaultRandom(),
    state: text("state", { enum: ["queued", "sending", "sent", "refused", "given_up", "left_out"] })
      .notNull()
      .default("queued"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at").notNull().defaultNow(),
    claimedUntil: instant("claimed_until"),
    sentAt: instant("sent_at"),
    /** The mail server's reply code, or the status of a later report (RFC 3463). */
    errorCode: text("error_code"),
    bouncedAt: instant("bounced_at"),
  },
  (table) => [primaryKey({ columns: [table.mailingId, table.subscriberId] })],
);
