import { Form } from "@remix-run/react";
import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import { purposeLabels } from "#app/domain/api-keys/api-key-labels.ts";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type At = string | Date;
type Key = {
  id: string;
  name: string;
  purpose: ApiKeyPurpose;
  prefix: string;
  madeBy: string;
  madeAt: At;
  lastUsedAt: At | null;
  revokedAt: At | null;
};

/** Keys by their beginnings; one that nobody uses any more is revoked here. */
export function KeyTable({ keys, now }: { keys: readonly Key[]; now: string }) {
  const columns: Column<Key>[] = [
    {
      key: "name",
      header: "Program",
      rowHeader: true,
      cell: ({ name, prefix }) => (
        <>
          <span className="break-words">{name}</span> <code className="block text-[13px] text-muted">{prefix}…</code>
        </>
      ),
    },
    { key: "purpose", header: "May", from: "sm", cell: ({ purpose }) => purposeLabels[purpose] },
    {
      key: "made",
      header: "Made",
      from: "md",
      cell: ({ madeBy, madeAt }) => (
        <>
          <Instant at={madeAt} /> by {madeBy}
        </>
      ),
    },
    {
      key: "used",
      header: "Last used",
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} now={now} /> : "Never"),
    },
    {
      key: "state",
      header: "State",
      cell: ({ id, name, revokedAt }) =>
        revokedAt ? (
          <Tag tone="ended">Revoked</Tag>
        ) : (
          <details>
            <summary className="inline-flex min-h-[24px] cursor-pointer items-center text-accent hover:underline">
              Revoke <span className="sr-only">the key of {name}</span>
            </summary>
            <Form method="post" className="mt-1 flex flex-col items-start gap-2">
              <input type="hidden" name="id" value={id} />
              <p className="max-w-56">The program is refused from then on. A key cannot be given back.</p>
              <Button look="danger" name="intent" value="revoke">
                Revoke the key
              </Button>
            </Form>
          </details>
        ),
    },
  ];
  return <Table caption="Keys for programs" columns={columns} rows={keys} rowKey={({ id }) => id} />;
}
