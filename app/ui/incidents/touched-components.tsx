import { Link } from "@remix-run/react";
import type { Impact } from "#app/domain/health/incidents/incident-states.ts";
import { formatLasted } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";
import { Panel } from "../panel.tsx";
import { type Column, Table } from "../table.tsx";

type Component = {
  key: string;
  name: string;
  impact: Impact;
  worstImpact: Impact;
  minutes: { slow: number; partial: number; down: number };
};

const lasted = (minutes: number) => (minutes > 0 ? formatLasted(minutes) : <span className="text-muted">none</span>);

const columns: Column<Component>[] = [
  {
    key: "name",
    header: "Component",
    rowHeader: true,
    cell: ({ key, name }) => (
      <Link className="text-accent hover:underline" to={paths.component(key)}>
        {name}
      </Link>
    ),
  },
  {
    key: "impact",
    header: (
      <>
        Now<span className="max-sm:sr-only">, by this incident</span>
      </>
    ),
    cell: (row) => <HealthTag state={row.impact} />,
  },
  { key: "worst", header: "At worst", cell: (row) => <HealthTag state={row.worstImpact} /> },
  { key: "slow", header: "Slow for", numeric: true, from: "md", cell: (row) => lasted(row.minutes.slow) },
  { key: "partial", header: "Partly down for", numeric: true, from: "md", cell: (row) => lasted(row.minutes.partial) },
  { key: "down", header: "Down for", numeric: true, from: "md", cell: (row) => lasted(row.minutes.down) },
];

/** What an incident does and did to each component, as its updates say. */
export function TouchedComponents({ components }: { components: readonly Component[] }) {
  return (
    <Panel title="Components" flush>
      <Table
        caption="What the incident did to each component"
        columns={columns}
        rows={components}
        rowKey={(row) => row.key}
      />
    </Panel>
  );
}
