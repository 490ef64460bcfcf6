import { Form } from "@remix-run/react";
import type { ShownAdjustment } from "#app/domain/exports/adjustments.ts";
import { Button } from "./button.tsx";
import { Instant } from "./instant.tsx";
import { Panel } from "./panel.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { type Column, Table } from "./table.tsx";

type Row = ShownAdjustment & { index: number };

/**
 * What officers decided beside the law, each with its reason and who answers for it.
 * @param props.remove the request's version, where they can be taken away again
 */
export function ScopeAdjustments({
  adjustments,
  remove,
}: {
  adjustments: readonly ShownAdjustment[];
  remove?: { version: number };
}) {
  if (adjustments.length === 0) return null;
  const columns = remove ? [...told, removal(remove.version)] : told;
  return (
    <Panel title="Decided beside the law" flush>
      <ScrollArea label="Decided beside the law">
        <Table
          caption="What an officer left out or keeps longer than the law asks, and why"
          columns={columns}
          rows={adjustments.map((adjustment, index) => ({ ...adjustment, index }))}
          rowKey={(row) => String(row.index)}
          detail={(row) => (
            <div className="flex flex-col items-start gap-1.5">
              <p className="break-words whitespace-pre-line">{row.reason}</p>
              <p className="text-muted">
                {row.by}, <Instant at={row.at} />
              </p>
              {remove && <Removal version={remove.version} row={row} />}
            </div>
          )}
          detailBelow="md"
        />
      </ScrollArea>
    </Panel>
  );
}

const told: Column<Row>[] = [
  {
    key: "what",
    header: "What",
    rowHeader: true,
    cell: (row) => (
      <div className="md:min-w-40">
        {row.material}
        <p className="tabular font-normal text-muted">
          {row.yearEndsOn ? `year ending ${row.yearEndsOn}` : "every year"}
        </p>
      </div>
    ),
  },
  {
    key: "how",
    header: "Decision",
    cell: (row) => (
      <span className="tabular whitespace-nowrap">{row.until ? `Kept until ${row.until}` : "Left out"}</span>
    ),
  },
  {
    key: "why",
    header: "Reason",
    from: "md",
    cell: (row) => <div className="max-w-[50ch] min-w-48 break-words whitespace-pre-line">{row.reason}</div>,
  },
  {
    key: "who",
    header: "Who",
    from: "md",
    cell: (row) => (
      <div className="min-w-32">
        {row.by}
        <p className="text-muted">
          <Instant at={row.at} />
        </p>
      </div>
    ),
  },
];

const removal = (version: number): Column<Row> => ({
  key: "remove",
  header: <span className="sr-only">Take away</span>,
  from: "md",
  cell: (row) => <Removal version={version} row={row} />,
});

function Removal({ version, row }: { version: number; row: Row }) {
  return (
    <Form method="post">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="index" value={row.index} />
      <Button name="intent" value="remove" aria-label={`Take away: ${row.material}`}>
        Take away
      </Button>
    </Form>
  );
}
