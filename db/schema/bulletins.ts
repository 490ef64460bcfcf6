import { bigint, char, date, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";
import { consoleSchema, instant } from "./identity.ts";

/** Texts of one thing in the three languages of the service. */
export type InLanguages<T = string> = { fi: T; sv: T; en: T };

export const bulletin = consoleSchema.table("bulletin", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: text("kind", { enum: ["weekly", "important"] }).notNull(),
  slug: text("slug").notNull(),
  /** The Monday of the week that it tells about, `YYYY-MM-DD`. */
  weekOf: date("week_of", { mode: "string" }),
  state: text("state", { enum: ["draft", "in_review", "approved", "scheduled", "published", "retracted"] })
    .notNull()
    .default("draft"),
  /** BulletinContent: the working copy. */
  content: jsonb("content").notNull(),
  version: integer("version").notNull().default(1),
  submittedBy: uuid("submitted_by"),
  submittedAt: instant("submitted_at"),
  approvedBy: uuid("approved_by"),
  approvedAt: instant("approved_at"),
  scheduledFor: instant("scheduled_for"),
  /** BulletinContent: what the public reads. */
  published: jsonb("published"),
  publishedVersion: integer("published_version"),
  firstPublishedAt: instant("first_published_at"),
  publishedAt: instant("published_at"),
  correctionNote: jsonb("correction_note").$type<InLanguages>(),
  /** Of the correction under way. */
  proposedNote: jsonb("proposed_note").$type<InLanguages>(),
  correctedAt: instant("corrected_at"),
  retractionNote: jsonb("retraction_note").$type<InLanguages>(),
  retractedAt: instant("retracted_at"),
  pinnedUntil: instant("pinned_until"),
  createdBy: uuid("created_by"),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const bulletinRevision = consoleSchema.table(
  "bulletin_revision",
  {
    bulletinId: uuid("bulletin_id").notNull(),
    version: integer("version").notNull(),
    content: jsonb("content").notNull(),
    authorId: uuid("author_id"),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bulletinId, table.version] })],
);

/** What one person has typed and not saved yet. */
export const bulletinAutosave = consoleSchema.table(
  "bulletin_autosave",
  {
    bulletinId: uuid("bulletin_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    baseVersion: integer("base_version").notNull(),
    content: jsonb("content").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bulletinId, table.staffId] })],
);

export const bulletinEvent = consoleSchema.table("bulletin_event", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  bulletinId: uuid("bulletin_id").notNull(),
  at: instant("at").notNull(),
  actorId: uuid("actor_id"),
  what: text("what").notNull(),
  version: integer("version").notNull(),
  note: text("note"),
});

export const bulletinRelease = consoleSchema.table(
  "bulletin_release",
  { bulletinId: uuid("bulletin_id").notNull(), releaseId: uuid("release_id").notNull() },
  (table) => [primaryKey({ columns: [table.bulletinId, table.releaseId] })],
);

export const bulletinImage = consoleSchema.table("bulletin_image", {
  id: uuid("id").primaryKey().defaultRandom(),
  sha256: char("sha256", { length: 64 }).notNull(),
  mediaType: text("media_type", { enum: ["image/webp"] }).notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  bytes: bytea("bytes").notNull(),
  uploadedBy: uuid("uploaded_by").notNull(),
  uploadedAt: instant("uploaded_at").notNull().defaultNow(),
});
