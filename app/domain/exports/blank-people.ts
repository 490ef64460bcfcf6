import { sql } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";

/** What is written over a request so that nothing of people is left in it; the database lets nothing else be written there. */
export const blankPeople = {
  recipientName: "",
  recipientEmail: "",
  recipientPhone: "",
  requesterName: "",
  // Employees by number, with days that follow from when they left; the hash of what was approved stays.
  scope: sql`case when ${exportRequest.scope} ? 'records'
    then jsonb_set(${exportRequest.scope}, '{records}', '[]') else ${exportRequest.scope} end`,
};
