import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readCustomer } from "#app/domain/customers/read-customer.server.ts";
import { paths } from "#app/paths.ts";
import { CaseTable } from "#app/ui/cases/case-table.tsx";
import { ClientFigures } from "#app/ui/customers/client-figures.tsx";
import { CustomerActions } from "#app/ui/customers/customer-actions.tsx";
import { ExportsOf } from "#app/ui/customers/exports-of.tsx";
import { IntegrationLoad } from "#app/ui/customers/integration-load.tsx";
import { PanelOf } from "#app/ui/customers/panel-of.tsx";
import { RestrictionsOf } from "#app/ui/customers/restrictions-of.tsx";
import { TouchingIncidents } from "#app/ui/customers/touching-panels.tsx";
import { HealthTag } from "#app/ui/health-tag.tsx";
import { SourceBanner } from "#app/ui/health/source-banner.tsx";
import { WindowsPanel } from "#app/ui/health/windows-panel.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";
import { customerPanels } from "./customer-panels.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.customer.name ?? "Customer"} · Huolto` },
];

export const loader = staffLoader("customers.view", async ({ ctx, params, context }) => {
  const customer = await readCustomer(ctx, { businessId: params.businessId ?? "" });
  const { permissions } = ctx.actor;
  return {
    customer,
    ...(await customerPanels(ctx, customer, context.signal)),
    may: {
      open: permissions.has("cases.work"),
      propose: permissions.has("ip_restrictions.propose"),
      system: permissions.has("system.view"),
      maintenance: permissions.has("maintenance.view"),
    },
  };
});

/** In the verb's order. */
const sourceNames = ["requests", "server seconds", "requests within the target"];
const sourceName = (index: number) => `${sourceNames[index % 3]}, ${index < 3 ? "7" : "28"} days`;

/** What touches one customer now, on one screen. Nothing of its books, and nobody's sign-ins. */
export default function CustomerPage() {
  const data = useLoaderData<typeof loader>();
  const { customer, now, may, latency, load, touching, cases, restrictions, exports } = data;
  useRefresh();
  return (
    <>
      <PageHeader
        above={<Link to={paths.customers()}>Customers</Link>}
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {customer.name} {data.ended && <Tag tone="ended">Ended</Tag>}
          </span>
        }
        lead={
          <>
            <span aria-live="polite">{data.sentence}</span>{" "}
            <span className="tabular-nums">
              <span className="whitespace-nowrap">
                {customer.country} {customer.businessId}
              </span>
              , customer since {customer.customerSince}.
            </span>
          </>
        }
        actions={<CustomerActions businessId={customer.businessId} may={may} />}
      />
      <div className="flex flex-col gap-5">
        <LatencyPanel latency={latency} now={now} technical={may.system} />
        <PanelOf title="Open cases" read={cases} flush>
          {(rows) =>
            rows.length > 0 ? (
              <CaseTable caption="Open cases" rows={rows} now={now} />
            ) : (
              <EmptyState title="No case is open">What this customer asks for shows here until it is done.</EmptyState>
            )
          }
        </PanelOf>
        <PanelOf title="The service, as this customer meets it" read={touching}>
          {({ incidents, unwell, source }) => (
            <div className="flex flex-col gap-3">
              <SourceBanner source={source} now={now} technical={may.system} />
              <TouchingIncidents incidents={incidents} now={now} />
              {unwell.length > 0 && (
                <ul className="flex flex-wrap gap-x-4 gap-y-1">
                  {unwell.map(({ key, name, state }) => (
                    <li key={key} className="inline-flex items-center gap-1.5">
                      <Link className="text-accent hover:underline" to={paths.component(key)}>
                        {name}
                      </Link>
                      <HealthTag state={state} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </PanelOf>
        {touching.ok && (
          <WindowsPanel
            windows={touching.value.windows}
            names={touching.value.names}
            now={now}
            linked={may.maintenance}
          />
        )}
        <PanelOf title="Integrations, last 7 days" read={load}>
          {({ integrations, problem }) => (
            <IntegrationLoad
              integrations={integrations}
              known={integrations.length > 0 || (problem === null && latency.ok && latency.value.clients !== null)}
            />
          )}
        </PanelOf>
        {!(restrictions.ok && restrictions.value === null) && (
          <PanelOf title="IP lists" read={restrictions}>
            {(lists) => <RestrictionsOf lists={lists ?? []} now={now} />}
          </PanelOf>
        )}
        <PanelOf title="Exports" read={exports}>
          {(list) => <ExportsOf exports={list} />}
        </PanelOf>
      </div>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function LatencyPanel({ latency, now, technical }: { latency: Data["latency"]; now: string; technical: boolean }) {
  return (
    <PanelOf title="How quick the service is for them" read={latency}>
      {({ clients, target, provenance }) => {
        const problem = provenance.find((one) => one.problem)?.problem;
        return (
          <div className="flex flex-col gap-3">
            {problem && (
              <SourceProblem
                problem={problem}
                lastFetchedAt={provenance[0]?.fetchedAt ?? null}
                now={now}
                technical={technical}
              />
            )}
            <ClientFigures clients={clients} target={target} />
            <div className="flex flex-wrap gap-x-4">
              {provenance.map((one, index) => (
                <Provenance key={sourceName(index)} of={one} name={sourceName(index)} />
              ))}
            </div>
          </div>
        );
      }}
    </PanelOf>
  );
}
