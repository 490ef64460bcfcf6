import { codeInWords, codeStateLabels } from "#app/domain/mailings/mailing-labels.ts";
import type { MailingView } from "#app/domain/mailings/mailing-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { type Column, Table } from "../table.tsx";

type Row = MailingView["codes"][number];

const columns: Column<Row>[] = [
  { key: "code", header: "Code", rowHeader: true, cell: (row) => <code>{row.code}</code> },
  { key: "words", header: "Said", from: "sm", cell: (row) => codeInWords(row.code) },
  { key: "state", header: "So it was", cell: (row) => codeStateLabels[row.state] },
  { key: "count", header: "Subscribers", numeric: true, cell: (row) => formatCount(row.count) },
];

export function CodeTable({ codes }: { codes: readonly Row[] }) {
  return (
    <Table
      caption="What mail servers answered, by code"
      columns={columns}
      rows={codes}
      rowKey={(row) => `${row.code} ${row.state}`}
    />
  );
}
