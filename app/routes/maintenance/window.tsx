import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { readWindow } from "#app/domain/maintenance/read-window.server.ts";
import { runbooksFor } from "#app/domain/runbooks/load-runbooks.server.ts";
import { dryRun } from "#app/domain/marks/dry-run.server.ts";
import { problemFor } from "#app/domain/measurements/problem-for.ts";
import { countReaders } from "#app/domain/subscriptions/count-readers.server.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { ChangeList } from "#app/ui/maintenance/change-list.tsx";
import { Checklist } from "#app/ui/maintenance/checklist.tsx";
import { DecisionPanel } from "#app/ui/maintenance/decision-panel.tsx";
import { EventList } from "#app/ui/maintenance/event-list.tsx";
import { IncidentsDuring } from "#app/ui/maintenance/incidents-during.tsx";
import { MailingProgress } from "#app/ui/maintenance/mailing-progress.tsx";
import { MarksTable } from "#app/ui/maintenance/marks-table.tsx";
import { NextStep } from "#app/ui/maintenance/next-step.tsx";
import { NotDone } from "#app/ui/maintenance/not-done.tsx";
import { ProposalForm } from "#app/ui/maintenance/proposal-form.tsx";
import { TextsForm } from "#app/ui/maintenance/texts-form.tsx";
import { WindowFacts } from "#app/ui/maintenance/window-facts.tsx";
import { WindowStateTag } from "#app/ui/maintenance/window-state-tag.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { RunbookLinks } from "#app/ui/runbooks/runbook-links.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnWindow } from "./act-on-window.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.window.title : "Maintenance"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("maintenance.view", async ({ ctx, params }) => {
  const id = params.id ?? "";
  const window = await readWindow(ctx, { id });
  const { permissions } = ctx.actor;
  const [tried, readers] = await Promise.all([
    window.actions.announce.allowed ? dryRun(ctx, { windowId: id }) : null,
    countReaders(ctx, { topic: "maintenance" }),
  ]);
  return {
    window: { ...window, marks: window.marks.map((mark) => ({ ...mark, problem: problemFor(ctx, mark.problem) })) },
    dryRun: tried && { ...tried, problem: problemFor(ctx, tried.problem) },
    readers,
    formToken: ctx.actor.formToken,
    fresh: hasFreshSignIn(ctx),
    runbooks: permissions.has("runbooks.view")
      ? runbooksFor({}).filter(({ id }) => id === (window.kind === "urgent" ? "urgent-maintenance" : "monthly-window"))
      : [],
    mayManage: permissions.has("maintenance.manage"),
    mayMailings: permissions.has("mailings.view"),
  };
});

export const action = staffAction("maintenance.manage", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const done = await actOnWindow(ctx, id, await request.formData());
  return "lookedAt" in done ? done : redirect(`${paths.maintenanceWindow(id)}${done.part}`);
});

export default function MaintenanceWindowPage() {
  const { window, dryRun, readers, formToken, fresh, runbooks, mayManage, mayMailings } =
    useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const lookedAt = result && "lookedAt" in result ? result.lookedAt : undefined;
  // What runs or can still be undone is told in minutes and seconds.
  useRefresh(window.actions.undo_announce.allowed || window.actions.complete.allowed ? 10 : 30);
  return (
    <>
      <PageHeader
        above={<Link to={paths.maintenance({ year: formatDay(window.startsAt).slice(0, 4) })}>Maintenance</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {window.title}
            <span className="text-sm font-normal tracking-normal">
              <WindowStateTag row={window} />
            </span>
          </span>
        }
        lead={window.sentence}
      />
      <div className="flex flex-col gap-5">
        <NotDone failure={failure} />
        <IncidentsDuring incidents={window.incidents} />
        <DecisionPanel window={window} formToken={formToken} fresh={fresh} failure={failure} />
        <NextStep window={window} dryRun={dryRun} readers={readers} mayManage={mayManage} failure={failure} />
        <WindowFacts window={window} />
        <Checklist window={window} failure={failure} />
        <RunbookLinks runbooks={runbooks} view={{ window: window.id }} />
        {mayManage && <ProposalForm window={window} lookedAt={lookedAt} failure={failure} />}
        <TextsForm window={window} failure={failure} />
        {window.announcedAt && (
          <Panel title="Mails">
            <MailingProgress mailing={window.mailing} linked={mayMailings} />
          </Panel>
        )}
        {window.marks.length > 0 && (
          <Panel title="Silences and marks in Grafana" flush id="marks">
            <MarksTable marks={window.marks} now={window.now} maySilence={mayManage} />
          </Panel>
        )}
        <ChangeList changes={window.changes} />
        <Panel title="What happened, newest first" id="events">
          <EventList events={window.events} />
        </Panel>
      </div>
    </>
  );
}
