import { Link } from "@remix-run/react";
import type { DisclosureContentRow, DisclosureRow } from "#app/domain/disclosures/disclosure-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { DisclosureStateTag } from "./disclosure-state-tag.tsx";

const shared: Column<DisclosureRow>[] = [
  {
    key: "number",
    header: "Number",
    rowHeader: true,
    cell: ({ id, number }) => (
      <Link className="text-accent underline" to={paths.disclosure(id)}>
        {number}
      </Link>
    ),
  },
  { key: "state", header: "State", cell: ({ state }) => <DisclosureStateTag state={state} /> },
  { key: "registered", header: "Registered", from: "sm", cell: ({ registeredAt }) => <Instant at={registeredAt} /> },
  { key: "changed", header: "Last step", cell: ({ changedAt }) => <Instant at={changedAt} /> },
];
const content: Column<DisclosureContentRow>[] = [
  ...shared,
  { key: "authority", header: "Authority", cell: ({ authority }) => authority },
  { key: "reference", header: "Reference", from: "md", cell: ({ reference }) => reference },
  { key: "rows", header: "Rows", numeric: true, from: "md", cell: ({ rows }) => rows ?? "" },
];

/** The register; with who asks where the person may see it. */
export function DisclosureTable(shown: { rows: DisclosureRow[] | null; content: DisclosureContentRow[] | null }) {
  const caption = "Log disclosures, the newest first";
  const rowKey = ({ id }: DisclosureRow) => id;
  return shown.content ? (
    <Table caption={caption} columns={content} rows={shown.content} rowKey={rowKey} />
  ) : (
    <Table caption={caption} columns={shared} rows={shown.rows ?? []} rowKey={rowKey} />
  );
}
