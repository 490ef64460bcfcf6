import { Link } from "@remix-run/react";
import { topicLabels } from "#app/domain/mailings/mailing-labels.ts";
import type { MailingRow } from "#app/domain/mailings/mailing-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { MailingStateTag } from "./mailing-state-tag.tsx";

const when = (row: MailingRow) =>
  row.startedAt ? (
    <Instant at={row.startedAt} />
  ) : row.state === "queued" ? (
    <>
      from <Instant at={row.notBefore} /> on
    </>
  ) : (
    "Never"
  );
/** Nothing is counted before it begins. */
const counted = (row: MailingRow, count: number) => (row.startedAt ? formatCount(count) : "–");

const columns: Column<MailingRow>[] = [
  {
    key: "subject",
    header: "Subject in English",
    rowHeader: true,
    cell: (row) => (
      <Link className="text-accent hover:underline" to={paths.mailing(row.id)}>
        {row.subject}
      </Link>
    ),
  },
  { key: "topic", header: "Topic", from: "lg", cell: (row) => topicLabels[row.topic] },
  { key: "state", header: "State", cell: (row) => <MailingStateTag state={row.state} /> },
  { key: "recipients", header: "Subscribers", numeric: true, from: "md", cell: (row) => counted(row, row.recipients) },
  { key: "sent", header: "Sent", numeric: true, from: "md", cell: (row) => counted(row, row.sent) },
  { key: "refused", header: "Refused", numeric: true, from: "md", cell: (row) => counted(row, row.refused) },
  { key: "when", header: "Began", from: "sm", cell: when },
];

export function MailingTable({ mailings }: { mailings: readonly MailingRow[] }) {
  return (
    <Table
      caption="Mailings, newest first; times in Europe/Helsinki"
      columns={columns}
      rows={mailings}
      rowKey={(row) => row.id}
      detailBelow="md"
      detail={(row) => (
        <p className="text-[13px] text-muted">
          {row.startedAt &&
            `${formatCount(row.sent)} of ${formatCount(row.recipients)} sent, ${formatCount(row.refused)} refused; `}
          {when(row)}
        </p>
      )}
    />
  );
}
