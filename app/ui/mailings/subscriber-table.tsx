import { topicLabels } from "#app/domain/mailings/mailing-labels.ts";
import type { SubscriberCount } from "#app/domain/mailings/mailing-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { type Column, Table } from "../table.tsx";

const number = (key: string, header: string, of: (row: SubscriberCount) => number, from?: "sm" | "md") => ({
  key,
  header,
  numeric: true,
  from,
  cell: (row: SubscriberCount) => formatCount(of(row)),
});

const columns: Column<SubscriberCount>[] = [
  { key: "topic", header: "Topic", rowHeader: true, cell: (row) => topicLabels[row.topic] },
  number("fi", "Finnish", (row) => row.active.fi),
  number("sv", "Swedish", (row) => row.active.sv),
  number("en", "English", (row) => row.active.en),
  number("pending", "Not confirmed", (row) => row.pending, "sm"),
  number("bounced", "Address refused", (row) => row.bounced, "sm"),
];

/** How many ask for each topic: those who get it by language, those who never will unless they act. */
export function SubscriberTable({ counts }: { counts: readonly SubscriberCount[] }) {
  return (
    <Table
      caption="Subscribers by topic, language and state"
      columns={columns}
      rows={counts}
      rowKey={(row) => row.topic}
    />
  );
}
