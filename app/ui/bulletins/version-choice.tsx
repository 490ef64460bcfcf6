import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Version = { version: number; at: string; by: string | null; published: boolean };

/** The versions, the newest first, two of which are compared. The choice is in the address. */
export function VersionChoice({
  versions,
  from,
  to,
  language,
}: {
  versions: readonly Version[];
  from: number;
  to: number;
  language: string;
}) {
  const choice = (name: "from" | "to", chosen: number) => (row: Version) => (
    <input
      type="radio"
      name={name}
      value={row.version}
      defaultChecked={row.version === chosen}
      aria-label={`${name === "from" ? "From" : "To"} version ${row.version}`}
      className="size-4 align-middle accent-accent"
    />
  );
  return (
    <Form method="get" preventScrollReset key={`${from} ${to}`} aria-label="Versions to compare">
      <input type="hidden" name="language" value={language} />
      <Panel flush>
        <Table
          caption="Versions, newest first; times in Europe/Helsinki"
          columns={[
            { key: "from", header: "From", cell: choice("from", from) },
            { key: "to", header: "To", cell: choice("to", to) },
            {
              key: "version",
              header: "Version",
              rowHeader: true,
              cell: ({ version, published }) => (
                <span className="flex flex-wrap items-center gap-2">
                  {version} {published && <Tag tone="done">Public</Tag>}
                </span>
              ),
            },
            { key: "by", header: "Saved by", cell: ({ by }) => by ?? "The console" },
            { key: "at", header: "When", cell: ({ at }) => <Instant at={at} /> },
          ]}
          rows={versions}
          rowKey={({ version }) => String(version)}
        />
      </Panel>
      {versions.length > 1 && (
        <div className="mt-3">
          <Button>Compare</Button>
        </div>
      )}
    </Form>
  );
}
