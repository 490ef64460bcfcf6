import { balancerStateLabels } from "#app/domain/ip-restrictions/edge/balancer-labels.ts";
import type { BalancerState } from "#app/domain/ip-restrictions/edge/balancer-rules.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag, type TagTone } from "../tag.tsx";

export type BalancerRow = {
  name: string;
  kind: "haproxy" | "nginx";
  state: BalancerState;
  version: number | null;
  since: string | null;
  reportedAt: string;
  error: string | null;
};

const tones: Record<BalancerState, TagTone> = { current: "good", behind: "warn", failed: "bad", unknown: "neutral" };
export const kindLabels = { haproxy: "HAProxy", nginx: "nginx" };

export function BalancerTable({ balancers, now }: { balancers: readonly BalancerRow[]; now: string }) {
  const columns: Column<BalancerRow>[] = [
    { key: "name", header: "Balancer", rowHeader: true, cell: ({ name }) => name },
    { key: "kind", header: "Kind", from: "md", cell: ({ kind }) => kindLabels[kind] },
    {
      key: "state",
      header: "State",
      cell: ({ state }) => <Tag tone={tones[state]}>{balancerStateLabels[state]}</Tag>,
    },
    {
      key: "version",
      header: "Version",
      numeric: true,
      cell: ({ version }) => (version === null ? "–" : formatCount(version)),
    },
    {
      key: "since",
      header: "Since",
      from: "sm",
      cell: ({ since }) => (since ? <Instant at={since} /> : "–"),
    },
    { key: "reported", header: "Heard of", from: "sm", cell: (row) => <Instant at={row.reportedAt} now={now} /> },
  ];
  return (
    <Table
      caption="Balancers and the version of the lists that each runs, as it said last"
      columns={columns}
      rows={balancers}
      rowKey={({ name }) => name}
      detail={({ error }) => error && <p className="text-[13px] break-words">It said: {error}</p>}
    />
  );
}
