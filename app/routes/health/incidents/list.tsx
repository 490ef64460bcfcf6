import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { componentsToChoose } from "#app/domain/health/incidents/components-to-choose.server.ts";
import { listIncidents } from "#app/domain/health/incidents/list-incidents.server.ts";
import { openIncidents } from "#app/domain/health/incidents/open-incidents.server.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { IncidentTable } from "#app/ui/incidents/incident-table.tsx";
import { openSentence } from "#app/ui/incidents/open-sentence.ts";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "../../guard.server.ts";
import { healthPages } from "../health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Incidents · Huolto" }];

const states = ["all", "open", "resolved"] as const;

export const loader = staffLoader("health.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const state = states.find((known) => known === params.get("state")) ?? "all";
  const query = params.get("q")?.slice(0, 200) ?? "";
  const component = params.get("component")?.slice(0, 63) ?? "";
  const before = /^\d{1,9}$/.exec(params.get("before") ?? "")?.[0];
  const [found, open, components] = await Promise.all([
    listIncidents(ctx, { state, query, component, before }),
    openIncidents(ctx.db),
    componentsToChoose(ctx),
  ]);
  return {
    ...found,
    open: open.map(({ number, title, startedAt }) => ({ number, title, startedAt })),
    components: components.map(({ key, name }) => ({ key, name })),
    state,
    query,
    component,
    before,
    now: ctx.clock.now(),
    pages: healthPages(ctx.actor),
    mayManage: ctx.actor.permissions.has("incidents.manage"),
  };
});

export default function Incidents() {
  const page = useLoaderData<typeof loader>();
  const { state, query, component, before, nextBefore, mayManage } = page;
  const narrowed = state !== "all" || query !== "" || component !== "";
  const kept = { state: state === "all" ? "" : state, component, q: query };
  const openLink = mayManage && (
    <Link className={buttonClass("primary")} to={paths.incidentNew(component ? { component } : {})}>
      Open an incident
    </Link>
  );
  return (
    <>
      <HealthHeader
        title="Incidents"
        lead={openSentence(page.open, page.lastResolvedAt, page.now)}
        actions={openLink}
        pages={page.pages}
      />
      <div className="flex flex-col gap-4">
        <Form
          method="get"
          role="search"
          className="flex flex-wrap items-end gap-3"
          key={`${state}|${component}|${query}`}
        >
          <div className="w-full sm:w-64">
            <TextField name="q" type="search" label="Words or number" defaultValue={query} />
          </div>
          <div className="w-full sm:w-40">
            <SelectField
              name="state"
              label="State"
              defaultValue={kept.state}
              options={[
                ["", "All"],
                ["open", "Open"],
                ["resolved", "Resolved"],
              ]}
            />
          </div>
          <div className="w-full sm:w-56">
            <SelectField
              name="component"
              label="Component"
              defaultValue={component}
              options={[
                ["", "All"],
                ...page.components.map(({ key, name }): [string, string] => [key, name]),
                // One that is retired, or was never there: what the address asks for is what the field says.
                ...(component && !page.components.some(({ key }) => key === component)
                  ? [[component, component] as [string, string]]
                  : []),
              ]}
            />
          </div>
          <Button>Show</Button>
          {narrowed && (
            <Link className={buttonClass("quiet")} to={paths.incidents()}>
              Clear
            </Link>
          )}
        </Form>
        <Panel flush>
          {page.incidents.length === 0 ? (
            <EmptyState title={emptyTitle(narrowed || before !== undefined, state)} action={!narrowed && openLink}>
              {narrowed
                ? "Look for another word, another component, or in all states."
                : "When something is wrong, an incident says what it does to which component, who works on it and what helped."}
            </EmptyState>
          ) : (
            <IncidentTable incidents={page.incidents} />
          )}
        </Panel>
        {(before || nextBefore !== null) && (
          <nav aria-label="Pages" className="flex gap-2">
            {before && (
              <Link className={buttonClass()} to={paths.incidents(kept)}>
                Newest
              </Link>
            )}
            {nextBefore !== null && (
              <Link className={buttonClass()} to={paths.incidents({ ...kept, before: String(nextBefore) })}>
                Older
              </Link>
            )}
          </nav>
        )}
      </div>
    </>
  );
}

function emptyTitle(narrowed: boolean, state: (typeof states)[number]): string {
  if (!narrowed) return "No incidents yet";
  return state === "open" ? "No open incident matches" : "No incident matches";
}
