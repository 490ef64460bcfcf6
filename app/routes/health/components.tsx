import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { kindLabels } from "#app/domain/health/catalogue/kind-labels.ts";
import { listComponents } from "#app/domain/health/catalogue/list-components.server.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffLoader } from "../guard.server.ts";
import { healthPages } from "./health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Components · Huolto" }];

export const loader = staffLoader("health.view", async ({ ctx }) => ({
  components: await listComponents(ctx),
  pages: healthPages(ctx.actor),
  mayEdit: ctx.actor.permissions.has("health.edit_components"),
}));

type Row = ReturnType<typeof useLoaderData<typeof loader>>["components"][number];

export default function Components() {
  const { components, pages, mayEdit } = useLoaderData<typeof loader>();
  const names = new Map(components.map(({ key, name }) => [key, name.en]));
  const watched = components.filter(({ retired }) => !retired).length;
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: "Component",
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link className="text-accent hover:underline" to={paths.component(row.key)}>
            {row.name.en}
          </Link>
          {row.retired && <Tag tone="ended">Retired</Tag>}
        </span>
      ),
    },
    { key: "kind", header: "Kind", from: "lg", cell: (row) => kindLabels[row.kind] },
    { key: "owner", header: "Owner", from: "sm", cell: (row) => row.ownerTeam },
    { key: "customers", header: "Customers use it", from: "md", cell: (row) => (row.customerFacing ? "Yes" : "No") },
    {
      key: "on",
      header: "Depends on",
      from: "md",
      cell: (row) => row.dependsOn.map((key) => names.get(key)).join(", ") || "–",
    },
    {
      key: "watched",
      header: "Watched by",
      from: "lg",
      cell: (row) => `${row.alertMatchers.length > 0 ? "alerts, " : ""}${count(row.queries.length)}`,
    },
    { key: "version", header: "Version", numeric: true, from: "sm", cell: (row) => row.version },
    ...(mayEdit
      ? [
          {
            key: "edit",
            header: <span className="sr-only">Change</span>,
            cell: (row: Row) => (
              <Link className="text-accent hover:underline" to={paths.componentEdit(row.key)}>
                {row.retired ? "Bring back" : "Edit"}
                <span className="sr-only"> {row.name.en}</span>
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <HealthHeader
        title="Components"
        lead={`${watched} ${watched === 1 ? "part of the service is" : "parts of the service are"} watched. The platform team edits them; every change is kept.`}
        actions={
          mayEdit && (
            <Link className={buttonClass("primary")} to={paths.componentNew()}>
              Add a component
            </Link>
          )
        }
        pages={pages}
      />
      <Panel flush>
        {components.length === 0 ? (
          <EmptyState title="No components yet">
            The worker fills the catalogue from the service profile when it starts.
          </EmptyState>
        ) : (
          <Table caption="Components of the service" columns={columns} rows={components} rowKey={(row) => row.key} />
        )}
      </Panel>
    </>
  );
}

const count = (queries: number) => (queries === 1 ? "1 query" : `${queries} queries`);
