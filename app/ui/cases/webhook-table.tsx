import { Form, Link } from "@remix-run/react";
import type { WebhookRow } from "#app/domain/webhooks/webhook-view.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Of = { webhook: WebhookRow };

/** Who is told of changes to cases, and whether it arrives. */
export function WebhookTable({ webhooks, now }: { webhooks: readonly WebhookRow[]; now: string }) {
  const columns: Column<WebhookRow>[] = [
    {
      key: "name",
      header: "System",
      rowHeader: true,
      cell: ({ id, name, url }) => (
        <>
          <Link className="break-words text-accent underline" to={`${paths.webhooks({ log: id })}#log`}>
            {name}
          </Link>
          <span className="block text-[13px] font-normal break-all text-muted">{url}</span>
        </>
      ),
    },
    { key: "state", header: "State", cell: (webhook) => <WebhookState webhook={webhook} /> },
    {
      key: "last",
      header: "Last delivered",
      from: "md",
      cell: ({ lastDeliveredAt }) => (lastDeliveredAt ? <Instant at={lastDeliveredAt} now={now} /> : "Never"),
    },
    {
      key: "added",
      header: "Added",
      from: "lg",
      cell: ({ createdAt, createdBy }) => (
        <>
          <Instant at={createdAt} /> by {createdBy}
        </>
      ),
    },
    { key: "acts", header: "Change", cell: (webhook) => <Acts webhook={webhook} /> },
  ];
  return <Table caption="Webhooks" columns={columns} rows={webhooks} rowKey={({ id }) => id} />;
}

function WebhookState({ webhook: { pausedAt, counts } }: Of) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {pausedAt ? <Tag tone="ended">Paused</Tag> : <Tag tone="neutral">In use</Tag>}
      {counts.queued > 0 && <Tag tone="waiting">{counts.queued} on the way</Tag>}
      {counts.givenUp > 0 && <Tag tone="warn">{counts.givenUp} given up</Tag>}
    </span>
  );
}

/** What is asked for twice, since what happens meanwhile is told to nobody. */
function Acts({ webhook }: Of) {
  const { id, name, pausedAt } = webhook;
  return (
    <div className="flex flex-col gap-1">
      {pausedAt ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="id" value={id} />
          <Button name="intent" value="resume" aria-label={`Resume ${name}`}>
            Resume
          </Button>
        </Form>
      ) : (
        <Confirmed
          summary="Pause"
          name={name}
          id={id}
          intent="pause"
          button="Pause it"
          says="What changes meanwhile waits, and goes out once it is resumed."
        />
      )}
      <Confirmed
        summary="Remove"
        name={name}
        id={id}
        intent="remove"
        button="Remove it"
        says="Nothing goes there any more, nor what is on the way. Its log stays in the audit trail; its secret cannot be given back."
      />
    </div>
  );
}

function Confirmed({
  summary,
  name,
  id,
  intent,
  button,
  says,
}: Record<"summary" | "name" | "id" | "intent" | "button" | "says", string>) {
  return (
    <details>
      <summary className="inline-flex min-h-[24px] cursor-pointer items-center text-accent hover:underline">
        {summary} <span className="sr-only">{name}</span>
      </summary>
      <Form method="post" preventScrollReset className="mt-1 flex flex-col items-start gap-2">
        <input type="hidden" name="id" value={id} />
        <p className="max-w-64">{says}</p>
        <Button look="danger" name="intent" value={intent}>
          {button}
        </Button>
      </Form>
    </details>
  );
}
