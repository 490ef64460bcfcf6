import { Link } from "@remix-run/react";
import { releaseKindLabels } from "#app/domain/releases/release-labels.ts";
import type { ReleaseRow } from "#app/domain/releases/release-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import { VerdictTag } from "./verdict-tag.tsx";

/** Weekly is the rule and has no tag of its own; an urgent one stands out. */
export function KindTag({ kind }: { kind: ReleaseRow["kind"] }) {
  return kind === "urgent" ? (
    <Tag tone="warn">{releaseKindLabels.urgent}</Tag>
  ) : (
    <span>{releaseKindLabels.weekly}</span>
  );
}

const columns: Column<ReleaseRow>[] = [
  {
    key: "version",
    header: "Version",
    rowHeader: true,
    cell: ({ version, releasedAt }) => (
      <>
        <Link className="text-accent tabular-nums hover:underline" to={paths.release(version)}>
          {version}
        </Link>{" "}
        <span className="block text-[13px] font-normal text-muted sm:hidden">
          <Instant at={releasedAt} />
        </span>
      </>
    ),
  },
  { key: "kind", header: "Kind", cell: ({ kind }) => <KindTag kind={kind} /> },
  { key: "when", header: "Released", from: "sm", cell: ({ releasedAt }) => <Instant at={releasedAt} /> },
  { key: "changes", header: "Changes", numeric: true, from: "sm", cell: ({ items }) => items.length },
  { key: "verdict", header: "How it did", cell: (row) => <HowItDid row={row} /> },
  {
    key: "bulletin",
    header: "Bulletin",
    from: "md",
    cell: ({ bulletin }) =>
      bulletin ? (
        <Link className="text-accent hover:underline" to={paths.bulletin(bulletin.id)}>
          {bulletin.title}
        </Link>
      ) : (
        <span className="text-muted">None</span>
      ),
  },
];

function HowItDid({ row: { verdict, rolledBackAt } }: { row: ReleaseRow }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {rolledBackAt && <Tag tone="ended">Rolled back</Tag>}
      {verdict ? (
        <VerdictTag verdict={verdict.verdict} hours={verdict.hours} />
      ) : (
        !rolledBackAt && <span className="text-muted">Not judged</span>
      )}
    </span>
  );
}

/** Releases with what came of them, the newest first. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseRow[] }) {
  return (
    <Table
      caption="Releases, the newest first; times in Europe/Helsinki"
      columns={columns}
      rows={releases}
      rowKey={({ id }) => id}
    />
  );
}
