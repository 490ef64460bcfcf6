import { Link } from "@remix-run/react";
import type { BulletinKind, BulletinRow } from "#app/domain/bulletins/bulletin-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import { BulletinStateTag } from "./bulletin-state-tag.tsx";
import { languageWords, titleOf, weekWords } from "./bulletin-words.ts";
import { ReleaseVerdicts, type ShownVerdict } from "./release-verdicts.tsx";

type Props = {
  kind: BulletinKind;
  rows: readonly BulletinRow[];
  /** By the bulletin's id: how the service was after each release that it tells of. */
  verdicts: Readonly<Record<string, ShownVerdict[]>>;
  now: string;
};

/** Bulletins or announcements, the newest first. */
export function BulletinTable({ kind, rows, verdicts, now }: Props) {
  return (
    <Table
      caption={
        kind === "weekly"
          ? "Weekly bulletins, newest week first; times in Europe/Helsinki"
          : "Announcements, newest first; times in Europe/Helsinki"
      }
      columns={columnsOf(kind, verdicts, now)}
      rows={rows}
      rowKey={({ id }) => id}
      detailBelow="md"
      detail={(row) => (
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
          <span>
            <When row={row} now={now} />
          </span>
          {row.untranslated.length > 0 && <span>Not translated: {languageWords(row.untranslated)}</span>}
        </div>
      )}
    />
  );
}

function columnsOf(kind: BulletinKind, verdicts: Props["verdicts"], now: string): Column<BulletinRow>[] {
  const week: Column<BulletinRow> = {
    key: "week",
    header: "Week",
    cell: ({ week: of }) => of && weekWords(of, now).replace("Week ", ""),
  };
  const pinned: Column<BulletinRow> = {
    key: "pinned",
    header: "Pinned until",
    from: "lg",
    cell: ({ pinnedUntil }) => (pinnedUntil && pinnedUntil > now ? <Instant at={pinnedUntil} /> : "–"),
  };
  const health: Column<BulletinRow> = {
    key: "health",
    header: "Service after its releases",
    from: "lg",
    cell: ({ id }) => <ReleaseVerdicts verdicts={verdicts[id] ?? []} />,
  };
  return [
    ...(kind === "weekly" ? [week] : []),
    {
      key: "title",
      header: "Title",
      rowHeader: true,
      cell: (row) => (
        <Link className="text-accent hover:underline" to={paths.bulletin(row.id)}>
          {titleOf(row, now)}
        </Link>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: ({ state, correcting }) => <BulletinStateTag state={state} correcting={correcting} />,
    },
    {
      key: "languages",
      header: "Not translated",
      from: "md",
      cell: ({ untranslated }) =>
        untranslated.length === 0 ? "–" : <Tag tone="neutral">{languageWords(untranslated)}</Tag>,
    },
    { key: "when", header: "Published", from: "md", cell: (row) => <When row={row} now={now} /> },
    kind === "weekly" ? health : pinned,
  ];
}

function When({ row, now }: { row: BulletinRow; now: string }) {
  if (row.scheduledFor && row.state === "scheduled")
    return (
      <>
        to come, <Instant at={row.scheduledFor} />
      </>
    );
  if (row.publishedAt) return <Instant at={row.publishedAt} />;
  return (
    <>
      not yet; changed <Instant at={row.updatedAt} now={now} />
      {row.updatedBy && ` by ${row.updatedBy}`}
    </>
  );
}
