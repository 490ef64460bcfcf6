import { Form, Link } from "@remix-run/react";
import type { DeliveryRow } from "#app/domain/webhooks/webhook-view.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag, type TagTone } from "../tag.tsx";

const states: Record<DeliveryRow["state"], { tone: TagTone; word: string }> = {
  queued: { tone: "waiting", word: "On the way" },
  delivered: { tone: "done", word: "Delivered" },
  given_up: { tone: "warn", word: "Given up" },
};

/** What went to one system, with what it answered; what did not arrive can be sent again. */
export function DeliveryTable({ deliveries, now }: { deliveries: readonly DeliveryRow[]; now: string }) {
  const columns: Column<DeliveryRow>[] = [
    {
      key: "what",
      header: "Message",
      rowHeader: true,
      cell: ({ what, caseNumber }) => (
        <>
          <code>{what}</code> of{" "}
          <Link className="text-accent underline" to={paths.case(caseNumber)}>
            case {caseNumber}
          </Link>
        </>
      ),
    },
    { key: "happened", header: "Happened", from: "md", cell: ({ happenedAt }) => <Instant at={happenedAt} /> },
    { key: "state", header: "State", cell: ({ state }) => <Tag tone={states[state].tone}>{states[state].word}</Tag> },
    { key: "attempts", header: "Tries", numeric: true, from: "sm", cell: ({ attempts }) => attempts },
    { key: "answer", header: "Last answer", from: "sm", cell: answerOf },
    {
      key: "next",
      header: "Next try, or delivered",
      from: "md",
      cell: ({ deliveredAt, nextAt }) =>
        deliveredAt ? <Instant at={deliveredAt} /> : nextAt ? <Instant at={nextAt} now={now} /> : "None",
    },
    {
      key: "again",
      header: "Again",
      cell: ({ id, state, what, caseNumber }) =>
        state !== "queued" && (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="id" value={id} />
            <Button name="intent" value="redeliver" aria-label={`Send ${what} of case ${caseNumber} again`}>
              Send again
            </Button>
          </Form>
        ),
    },
  ];
  return <Table caption="Deliveries, newest first" columns={columns} rows={deliveries} rowKey={({ id }) => id} />;
}

function answerOf({ status, errorCode, attempts }: DeliveryRow) {
  if (status !== null) return `HTTP ${status}`;
  if (errorCode !== null) return errorCode.replaceAll("_", " ");
  return attempts === 0 ? "Not tried yet" : "None";
}
