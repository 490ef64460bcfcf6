import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { caseKinds } from "#app/domain/cases/case-kinds.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { listRunbooks } from "#app/domain/runbooks/list-runbooks.server.ts";
import { listRuns } from "#app/domain/runbooks/list-runs.server.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { RunTable } from "#app/ui/runbooks/run-table.tsx";
import { RunbookTable } from "#app/ui/runbooks/runbook-table.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Runbooks · Huolto" }];

const RUNS_SHOWN = 10;

export const loader = staffLoader("runbooks.view", async ({ ctx, request }) => {
  const search = new URL(request.url).searchParams;
  const text = (name: string) => search.get(name)?.slice(0, 100) ?? "";
  const asked = { q: text("q"), kind: text("kind"), component: text("component") };
  const [list, runs] = await Promise.all([listRunbooks(ctx, asked), listRuns(ctx, { limit: RUNS_SHOWN })]);
  return {
    ...list,
    runs,
    asked,
    kinds: caseKinds.map((kind): [string, string] => [kind, kindDefinitions[kind].label]),
    components: ctx.profile.components.map(({ key, name }): [string, string] => [key, name.en]),
    now: ctx.clock.now().toISOString(),
  };
});

export default function Runbooks() {
  const { rows, total, stale, runs, asked, kinds, components, now } = useLoaderData<typeof loader>();
  const narrowed = Object.values(asked).some(Boolean);
  const open = runs.filter(({ ended }) => !ended).length;
  return (
    <>
      <PageHeader
        title="Runbooks"
        lead={`${total} runbooks, each named for what somebody sees. ${open === 0 ? "No run is under way." : open === 1 ? "1 run is under way." : `${open} runs are under way.`}`}
      />
      <div className="flex flex-col gap-4">
        {stale > 0 && (
          <Callout tone="warn">
            {stale === 1 ? "1 runbook was" : `${stale} runbooks were`} last reviewed more than 6 months ago. Whoever
            keeps it reads it through and writes the day into its file.
          </Callout>
        )}
        <Form method="get" role="search" className="flex flex-wrap items-end gap-3" key={JSON.stringify(asked)}>
          <div className="w-full sm:w-64">
            <TextField name="q" type="search" label="What is seen" defaultValue={asked.q} />
          </div>
          <div className="w-full sm:w-56">
            <SelectField name="kind" label="Kind of case" defaultValue={asked.kind} options={[["", "All"], ...kinds]} />
          </div>
          <div className="w-full sm:w-56">
            <SelectField
              name="component"
              label="Component"
              defaultValue={asked.component}
              options={[["", "All"], ...components]}
            />
          </div>
          <Button>Show</Button>
          {narrowed && (
            <Link className={buttonClass("quiet")} to={paths.runbooks()}>
              Clear
            </Link>
          )}
        </Form>
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState title="No runbook matches">
              Look for another word of what is seen, or choose another kind of case or component.
            </EmptyState>
          ) : (
            <RunbookTable rows={rows} now={now} />
          )}
        </Panel>
        <Panel title="Last runs" flush>
          {runs.length === 0 ? (
            <EmptyState title="Nobody has followed a runbook yet">
              Open one and start a run: who did what, when, and the values seen are kept.
            </EmptyState>
          ) : (
            <RunTable runs={runs} now={now} caption="Last runs" titled />
          )}
        </Panel>
      </div>
    </>
  );
}
