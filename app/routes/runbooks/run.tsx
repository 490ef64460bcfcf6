import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { readRun } from "#app/domain/runbooks/read-run.server.ts";
import { readRunSteps } from "#app/domain/runbooks/read-run-steps.server.ts";
import type { RunView } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { RunEnd } from "#app/ui/runbooks/run-end.tsx";
import { RunStep } from "#app/ui/runbooks/run-step.tsx";
import { RunTag } from "#app/ui/runbooks/run-table.tsx";
import { StepCharts } from "#app/ui/runbooks/step-charts.tsx";
import { useAutoCheck } from "#app/ui/runbooks/use-auto-check.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnRun } from "./act-on-run.server.ts";
import { shownParams } from "./given-params.server.ts";
import { stepCharts } from "./step-charts.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? data.run.title : "Run"} · Huolto` }];

export const shouldRevalidate = revalidateAfterConflict;

/** Another person's tick is seen as soon as that. */
const REFRESH_SECONDS = 5;

export const loader = staffLoader("runbooks.view", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const search = new URL(request.url).searchParams;
  const run = await readRun(ctx, { id });
  const asked = search.get("chart") ? await readRunSteps(ctx, { id }) : [];
  return {
    run,
    shown: shownParams(run.params),
    charts: await stepCharts(ctx, search, asked, run.params),
    formToken: ctx.actor.formToken,
  };
});

export const action = staffAction("runbooks.run", async ({ ctx, request, params }) => {
  const to = await actOnRun(ctx, params.id ?? "", await request.formData());
  return to === null ? { ok: true as const } : redirect(to);
});

export default function RunPage() {
  const { run, shown, charts, formToken } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const current = run.steps.find(({ id }) => id === run.current);
  const { paused } = useRefresh(REFRESH_SECONDS);
  const looks = current && run.disabled === null && current.checks.length > 0 && current.missing.length === 0;
  useAutoCheck(looks && current.state === "open" ? current.id : null, paused);
  useFocusOnNext(run);
  const inStep = failure && run.steps.some(({ id }) => id === failure.values.step) && failure.error.field !== undefined;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.runbooks()}>Runbooks</Link> › <Link to={paths.runbook(run.runbook)}>{run.title}</Link>
          </>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {run.title}
            <span className="text-sm font-normal tracking-normal">
              <RunTag ended={run.ended} />
            </span>
          </span>
        }
        lead={<span aria-live="polite">{run.sentence}</span>}
      />
      <div className="flex flex-col gap-5">
        {failure && !inStep && !(failure.values.intent === "end" && failure.error.field) && (
          <Callout tone="bad" title="This was not done">
            {failure.error.message}
          </Callout>
        )}
        <Changed run={run} />
        <Panel title="Run">
          <Facts
            items={[
              [
                "Started",
                `${formatInstant(run.startedAt)} by ${run.startedBy}${run.fromStep > 1 ? `, from step ${run.fromStep}` : ""}`,
              ],
              ...(run.about.length > 0
                ? [
                    [
                      "For",
                      run.about.map(({ label, href }) => (
                        <Link key={href} className="mr-3 text-accent underline" to={href}>
                          {label}
                        </Link>
                      )),
                    ] as [string, React.ReactNode],
                  ]
                : []),
              ...shown.map(([name, value]): [string, string] => [name, value]),
            ]}
          />
          <progress
            className="mt-3 h-2 w-full accent-accent"
            max={run.of}
            value={run.done}
            aria-label={`${run.done} of ${run.of} steps done`}
          />
        </Panel>
        {(["Diagnosis", "Mitigation"] as const).map((section) => (
          <section key={section} className="rounded-lg border border-line bg-surface">
            <h2 className="border-b border-line px-4 py-2.5">{section}</h2>
            <ol className="flex flex-col">
              {run.steps
                .filter((step) => step.section === section)
                .map((step) => (
                  <RunStep
                    key={step.id}
                    step={step}
                    current={step.id === run.current}
                    disabled={run.disabled}
                    formToken={formToken}
                    freshHref={paths.freshSignIn(paths.runbookRun(run.id))}
                    failure={failure}
                    chartHref={`${paths.runbookRun(run.id, { chart: step.id })}#step-${step.id}`}
                    charts={
                      charts?.step === step.id && (
                        <StepCharts
                          {...charts}
                          href={(view) => paths.runbookRun(run.id, { chart: step.id, ...view })}
                        />
                      )
                    }
                  />
                ))}
            </ol>
          </section>
        ))}
        <RunEnd run={run} failure={failure} />
      </div>
    </>
  );
}

function Changed({ run }: { run: RunView }) {
  if (run.changed === "no") return null;
  if (run.changed === "gone")
    return (
      <Callout tone="warn">This runbook is no longer there. The steps below are those that the run began with.</Callout>
    );
  return (
    <Callout tone="warn">
      The runbook changed since this run began. The steps below are those that it began with;{" "}
      <Link to={paths.runbook(run.runbook)}>read the newer ones</Link>.
    </Callout>
  );
}

/** Whoever ticks with the keyboard goes on at the next step: the button that had the focus is gone. */
function useFocusOnNext({ current }: RunView): void {
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== current && (document.activeElement === document.body || document.activeElement === null))
      document.getElementById("now")?.focus();
    before.current = current;
  }, [current]);
}
