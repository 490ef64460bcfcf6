import type { ColumnText } from "../formats/texts/columns/column-text.ts";
import { eventColumn } from "../formats/texts/columns/event-columns.ts";
import type { Column } from "../materials/table.ts";

const text = (name: string, sql: string, words: ColumnText): Column => ({ name, type: "string", sql, text: words });

/** The rows of events.csv: what each column means, and how it is read. */
export const eventsTable = {
  name: "events",
  title: "Events",
  description: "The events of the service's log that are in the scope, in order of time.",
  columns: [
    { name: "id", type: "integer", sql: "id::text as id", text: eventColumn.id },
    text("at", `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`, eventColumn.at),
    text("business_id", "business_id", eventColumn.businessId),
    text("person", "person", eventColumn.person),
    text("person_name", "person_name", eventColumn.personName),
    text("event", "event", eventColumn.event),
    text("address", "coalesce(host(address), '') as address", eventColumn.address),
    text("details", "details::text as details", eventColumn.details),
    { name: "details_withheld", type: "integer", text: eventColumn.detailsWithheld },
  ] satisfies Column[] as Column[],
  primaryKey: ["id"],
};
