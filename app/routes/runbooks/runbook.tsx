import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { listRuns } from "#app/domain/runbooks/list-runs.server.ts";
import { findRunbook } from "#app/domain/runbooks/load-runbooks.server.ts";
import { readRunbook } from "#app/domain/runbooks/read-runbook.server.ts";
import { placeholders } from "#app/domain/runbooks/runbook-types.ts";
import { startRun } from "#app/domain/runbooks/start-run.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { ParamFields } from "#app/ui/runbooks/param-fields.tsx";
import { ReadingStep } from "#app/ui/runbooks/reading-step.tsx";
import { RunTable } from "#app/ui/runbooks/run-table.tsx";
import { StartForm } from "#app/ui/runbooks/start-form.tsx";
import { StepCharts } from "#app/ui/runbooks/step-charts.tsx";
import { StepLinks } from "#app/ui/runbooks/step-links.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { givenAbout, givenParams, shownParams } from "./given-params.server.ts";
import { stepCharts } from "./step-charts.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.runbook.meta.title.en : "Runbook"} · Huolto` },
];

const RUNS_SHOWN = 10;
const aboutNames = ["case", "window", "incident"] as const;

export const loader = staffLoader("runbooks.view", async ({ ctx, request, params }) => {
  const search = new URL(request.url).searchParams;
  const id = params.id ?? "";
  const live = search.get("live") === "1";
  const given = givenParams(search);
  const runbook = await readRunbook(ctx, { id, about: givenAbout(search), params: given, live });
  const steps = findRunbook(id)?.steps ?? [];
  const asked = runbook.sections.flatMap((section) => section.steps).flatMap(({ missing }) => missing);
  return {
    runbook,
    live,
    given,
    missing: placeholders.filter((name) => asked.includes(name)),
    shown: shownParams(runbook.params),
    about: Object.fromEntries(aboutNames.flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : []))),
    charts: await stepCharts(ctx, search, steps, runbook.params),
    runs: await listRuns(ctx, { runbook: id, limit: RUNS_SHOWN }),
  };
});

export const action = staffAction("runbooks.run", async ({ ctx, request, params }) => {
  const form = await request.formData();
  const { id } = await startRun(ctx, {
    runbook: params.id ?? "",
    ...givenAbout(form),
    fromStep: Number(form.get("fromStep") ?? 1),
    params: givenParams(form),
  });
  return redirect(paths.runbookRun(id));
});

export default function RunbookPage() {
  const { runbook, live, given, missing, shown, about, charts, runs } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const { meta, sections } = runbook;
  const view = { ...about, ...given, live: live ? "1" : undefined };
  const steps = sections.flatMap((section) => section.steps);
  const hasChecks = steps.some(({ checks }) => checks.length > 0);
  return (
    <>
      <PageHeader above={<Link to={paths.runbooks()}>Runbooks</Link>} title={meta.title.en} lead={meta.symptom} />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field !== "fromStep" && (
          <Callout tone="bad" title="No run was started">
            {failure.error.message}
          </Callout>
        )}
        {runbook.problems.length > 0 && (
          <Callout tone="bad" title="This runbook's file has faults">
            <ul>
              {runbook.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Callout>
        )}
        {runbook.stale && (
          <Callout tone="warn">
            Last reviewed {meta.reviewed}, more than 6 months ago: what it says may no longer be so. {meta.owner} keep
            it.
          </Callout>
        )}
        <Panel title="Follow it">
          <div className="flex flex-col gap-4">
            {shown.length > 0 && <Facts items={shown.map(([name, value]) => [name, value])} />}
            {missing.length > 0 && (
              <Form method="get" className="flex flex-wrap items-end gap-3">
                {Object.entries(view).map(
                  ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
                )}
                <ParamFields names={missing} scope="page" />
                <Button>Fill in</Button>
              </Form>
            )}
            <StartForm steps={steps} about={about} params={given} disabled={runbook.startDisabled} failure={failure} />
            {hasChecks && (
              <Form method="get">
                {Object.entries({ ...view, live: "1" }).map(
                  ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
                )}
                <Button look="quiet">{live ? "Look at every check again" : "Look at every check now"}</Button>
              </Form>
            )}
          </div>
        </Panel>
        {sections.map((section) => (
          <Panel key={section.name} title={section.name} id={section.name.toLowerCase()}>
            <div className="flex flex-col gap-3">
              <Prose tree={section.text} />
              <StepLinks links={section.links} />
              {section.steps.length > 0 && (
                <ol className="flex flex-col">
                  {section.steps.map((step) => (
                    <ReadingStep
                      key={step.id}
                      step={step}
                      chartHref={`${paths.runbook(meta.id, { ...view, chart: step.id })}#step-${step.id}`}
                      charts={
                        charts?.step === step.id && (
                          <StepCharts
                            {...charts}
                            href={(chart) => paths.runbook(meta.id, { ...view, chart: step.id, ...chart })}
                          />
                        )
                      }
                    />
                  ))}
                </ol>
              )}
            </div>
          </Panel>
        ))}
        <Panel title="Last runs" flush>
          {runs.length === 0 ? (
            <EmptyState title="Nobody has followed it yet">
              A run keeps who did what, when, and the values seen.
            </EmptyState>
          ) : (
            <RunTable runs={runs} now={runbook.now} caption={`Last runs of ${meta.title.en}`} />
          )}
        </Panel>
        <Panel title="About this runbook">
          <Facts
            items={[
              [
                "In Finnish",
                <span key="fi" lang="fi">
                  {meta.title.fi}
                </span>,
              ],
              ["Kept by", meta.owner],
              ["Reviewed", meta.reviewed],
              ["File", <code key="file">runbooks/{meta.id}.md</code>],
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
