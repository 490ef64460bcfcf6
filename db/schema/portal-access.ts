import { char, integer, type PgColumnBuilderBase, text, uuid } from "drizzle-orm/pg-core";
import { consoleSchema, instant } from "./identity.ts";

// What is fetched by a mailed link and a code by SMS has three tables of its own (db/migrations), with these columns in common.
// `name: string` makes the tables of one kind one type, so that one verb takes any of them.

const linkColumns = () => ({
  id: uuid("id").primaryKey().defaultRandom(),
  tokenSha256: char("token_sha256", { length: 64 }).notNull(),
  createdBy: uuid("created_by").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at").notNull(),
  revokedAt: instant("revoked_at"),
  wrongTries: integer("wrong_tries").notNull().default(0),
  lockedAt: instant("locked_at"),
});

/** @param leadsTo the columns that say what the link is to */
export const linkTable = <C extends Record<string, PgColumnBuilderBase>>(name: string, leadsTo: C) =>
  consoleSchema.table(name, { ...linkColumns(), ...leadsTo });

export const codeTable = (name: string) =>
  consoleSchema.table(name, {
    id: uuid("id").primaryKey().defaultRandom(),
    linkId: uuid("link_id").notNull(),
    browserSha256: char("browser_sha256", { length: 64 }).notNull(),
    salt: text("salt").notNull(),
    hash: text("hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    tries: integer("tries").notNull().default(0),
    usedAt: instant("used_at"),
  });

export const sessionTable = (name: string) =>
  consoleSchema.table(name, {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenSha256: char("token_sha256", { length: 64 }).notNull(),
    linkId: uuid("link_id").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  });

export type LinkTable = ReturnType<typeof linkTable<Record<never, never>>>;
export type CodeTable = ReturnType<typeof codeTable>;
export type SessionTable = ReturnType<typeof sessionTable>;
