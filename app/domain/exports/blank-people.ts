import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { exportRequest } from "#db/schema/exports.ts";

/**
 * What is written over a request so that nothing of people is left in it: names and addresses, the employees of its scope, and
 * whatever officers wrote in their own words. Days, codes, hashes and who of the staff did what stay. The database lets nothing
 * else be written there, and its functions say how.
 */
export function blankPeople(at: Date) {
  const said = removedText(at);
  return {
    recipientName: "",
    recipientEmail: "",
    recipientPhone: "",
    requesterName: "",
    peopleRemovedAt: at,
    adjustments: sql`console.without_reasons(${exportRequest.adjustments}, ${said})`,
    // The hash of what was approved stays.
    scope: sql`console.without_people(${exportRequest.scope}, ${said})`,
    endReason: blankWords(exportRequest.endReason, at),
  };
}

/** What stands where an officer's own words stood: that they were removed, and on which day in Helsinki. */
export const removedText = (at: Date): SQL => sql`console.removed_text(${at.toISOString()}::timestamptz)`;

/** The same over a column that may have had none. */
export const blankWords = (column: PgColumn, at: Date): SQL =>
  sql`case when ${column} is not null then ${removedText(at)} end`;

/** The day on which a text was removed, where that is all that is left of it. Days are `YYYY-MM-DD`. */
export const removedOn = (text: string): string | null => /^Removed on (\d{4}-\d\d-\d\d)$/.exec(text)?.[1] ?? null;
