import { Form } from "@remix-run/react";
import type { MarkView } from "#app/domain/maintenance/maintenance-view.ts";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag, type TagTone } from "../tag.tsx";

const states: Record<MarkView["state"], { tone: TagTone; word: string }> = {
  wanted: { tone: "waiting", word: "Not there yet" },
  held: { tone: "done", word: "In place" },
  ended_by_hand: { tone: "warn", word: "Ended by hand" },
  removed: { tone: "ended", word: "Taken away" },
};

/** What is held in Grafana, as it was last found: what is not there yet, was ended or put back, and why it did not succeed. */
export function MarksTable({
  marks,
  now,
  maySilence,
}: {
  marks: readonly MarkView[];
  now: string;
  maySilence: boolean;
}) {
  const columns: Column<MarkView>[] = [
    { key: "what", header: "What", rowHeader: true, cell: (mark) => nameOf(mark) },
    {
      key: "state",
      header: "State",
      cell: (mark) => (
        <span className="inline-flex flex-wrap items-center gap-1">
          <Tag tone={states[mark.state].tone}>{states[mark.state].word}</Tag>
          {mark.problem && <Tag tone="warn">Not reached</Tag>}
        </span>
      ),
    },
    {
      key: "id",
      header: "Id in Grafana",
      from: "md",
      cell: (mark) => (mark.externalId ? <code className="text-[13px] break-all">{mark.externalId}</code> : "–"),
    },
    {
      key: "checked",
      header: "Checked",
      from: "sm",
      cell: (mark) => (mark.checkedAt ? <Instant at={mark.checkedAt} now={now} /> : "not yet"),
    },
  ];
  return (
    <Table
      caption="Silences and marks in Grafana"
      columns={columns}
      rows={marks}
      rowKey={({ id }) => id}
      detail={(mark) => more(mark, maySilence)}
    />
  );
}

const nameOf = ({ kind, component }: MarkView) =>
  kind === "annotation" ? "Hours marked on the charts" : `Silence of ${component?.name ?? "a component"}`;

/** What a row has to say beyond its columns; undefined for one that is as it should be. */
function more(mark: MarkView, maySilence: boolean) {
  // Of what is taken away, what was done to it by hand before is no news.
  const repaired = mark.state === "removed" ? [] : mark.repaired;
  if (!mark.problem && repaired.length === 0 && mark.state !== "ended_by_hand") return undefined;
  return (
    <div className="flex flex-col gap-1 text-[13px]">
      {mark.problem && <p>{mark.problem.message}</p>}
      {repaired.length > 0 && (
        <p className="text-muted">
          Changed by hand and put back: {repaired.join(", ")}
          {mark.repairedAt && (
            <>
              , <Instant at={mark.repairedAt} />
            </>
          )}
        </p>
      )}
      {mark.state === "ended_by_hand" && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <p>Somebody ended the silence in Grafana: its alerts ring. It is left so until it is asked for again.</p>
          {maySilence && mark.component && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="component" value={mark.component.key} />
              <Button name="intent" value="silence_again" aria-label={`Silence ${mark.component.name} again`}>
                Silence again
              </Button>
            </Form>
          )}
        </div>
      )}
    </div>
  );
}
