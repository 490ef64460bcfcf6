import { Link } from "@remix-run/react";
import type { NetworkDiff, RestrictionView } from "#app/domain/ip-restrictions/restriction-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { Table } from "../table.tsx";
import { IpStateTag } from "./ip-state-tag.tsx";

/** What came and what went, in words: a sign alone is not read aloud. */
export function DiffText({ diff: { added, removed } }: { diff: NetworkDiff }) {
  const parts = [
    ...(added.length > 0 ? [`added ${added.join(", ")}`] : []),
    ...(removed.length > 0 ? [`removed ${removed.join(", ")}`] : []),
  ];
  return <span className="break-words">{parts.join("; ") || "the same networks"}</span>;
}

/** Every version of the customer's list, the newest first, each against the one before it. */
export function VersionHistory({ list }: { list: RestrictionView }) {
  if (list.versions.length < 2) return null;
  return (
    <Panel title="Versions" flush id="versions">
      <Table
        caption="Versions of the customer's list, the newest first"
        rows={list.versions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "version",
            header: "Version",
            rowHeader: true,
            cell: (row) =>
              row.id === list.id ? (
                <span aria-current="page">{row.version}, this one</span>
              ) : (
                <Link className="text-accent hover:underline" to={paths.ipRestriction(row.id)}>
                  {row.version}
                </Link>
              ),
          },
          { key: "state", header: "State", cell: (row) => <IpStateTag row={row} /> },
          { key: "since", header: "Since", from: "md", cell: (row) => formatInstant(row.since) },
          { key: "diff", header: "Against the one before", cell: (row) => <DiffText diff={row.diff} /> },
        ]}
      />
    </Panel>
  );
}
