import type { Column } from "../materials/table.ts";

const text = (name: string, sql: string, description: string): Column => ({ name, type: "string", sql, description });

/** The rows of events.csv: what each column means, and how it is read. */
export const eventsTable = {
  name: "events",
  title: "Events",
  description: "The events of the service's log that are in the scope, in order of time.",
  columns: [
    { name: "id", type: "integer", sql: "id::text as id", description: "The event's number in the log." },
    text(
      "at",
      `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
      "When it happened: an instant by RFC 3339, in UTC.",
    ),
    text("business_id", "business_id", "The business id of the company in whose books it happened."),
    text("person", "person", "The service's own pseudonym of the person or program; the same for all of one's events."),
    text("person_name", "person_name", "The person's name as the log has it; empty for a program."),
    text("event", "event", "The kind of event."),
    text(
      "address",
      "coalesce(host(address), '') as address",
      "The network address from which it came, where it has one.",
    ),
    text(
      "details",
      "details::text as details",
      "What the log says of the event besides, as JSON, as far as it is passed on.",
    ),
    {
      name: "details_withheld",
      type: "integer",
      description: "How many further details are withheld, since they may name people outside the request.",
    },
  ] satisfies Column[] as Column[],
  primaryKey: ["id"],
};
