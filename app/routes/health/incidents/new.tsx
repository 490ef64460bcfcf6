import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { componentsToChoose } from "#app/domain/health/incidents/components-to-choose.server.ts";
import { shownAlerts } from "#app/domain/health/incidents/firing-alerts.server.ts";
import { openIncidents } from "#app/domain/health/incidents/open-incidents.server.ts";
import { prefill } from "#app/domain/health/incidents/prefill-rules.ts";
import { similarIncidents } from "#app/domain/health/incidents/similar-incidents.server.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { FiringAlerts } from "#app/ui/incidents/firing-alerts.tsx";
import { NewIncidentForm } from "#app/ui/incidents/new-incident-form.tsx";
import { OpenAlready } from "#app/ui/incidents/open-already.tsx";
import { SimilarList } from "#app/ui/incidents/similar-list.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffAction, staffLoader } from "../../guard.server.ts";
import { openFromForm } from "./open-from-form.server.ts";

export const meta: MetaFunction = () => [{ title: "Open an incident · Huolto" }];

export const loader = staffLoader("incidents.manage", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const now = ctx.clock.now();
  const choosable = await componentsToChoose(ctx);
  const [{ alerts, problem }, open] = await Promise.all([shownAlerts(ctx, choosable), openIncidents(ctx.db)]);
  const filled = prefill({ component: params.get("component"), alert: params.get("alert") }, choosable, alerts, now);
  const similar =
    filled.from === "hand"
      ? null
      : await similarIncidents(ctx, {
          number: null,
          title: filled.title,
          alertName: filled.alertName,
          components: Object.keys(filled.impacts),
          startedAt: filled.startedAt ? new Date(filled.startedAt) : now,
        });
  return {
    components: choosable.map(({ key, name }) => ({ key, name })),
    alerts,
    problem,
    open,
    filled,
    similar,
    now: now.toISOString(),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

export const action = staffAction("incidents.manage", async ({ ctx, request }) => {
  const form = await request.formData();
  const result = await openFromForm(ctx, form);
  if (result.outcome === "written") return redirect(paths.incident(result.number));
  const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  return { overlaps: result.open, values };
});

export default function NewIncident() {
  const { components, alerts, problem, open, filled, similar, now, technical } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const overlaps = result && "overlaps" in result ? result.overlaps : undefined;
  const names = Object.fromEntries(components.map(({ key, name }) => [key, name]));
  // Whoever comes without one may want an alert to fill the form in, before they type.
  const byHand = filled.from === "hand" && !result;
  const alertsNow = problem ? (
    <SourceProblem problem={problem} lastFetchedAt={null} now={now} technical={technical} />
  ) : (
    <FiringAlerts alerts={alerts} open={open} names={names} now={now} />
  );
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.health()}>Health</Link> › <Link to={paths.incidents()}>Incidents</Link>
          </>
        }
        title="Open an incident"
        lead="Say what is wrong and what it does to which component. Everybody who sees the health pages reads it at once."
      />
      <div className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="Nothing was opened yet">
            {failure.error.message}
          </Callout>
        )}
        {byHand && alertsNow}
        {filled.missing && <Callout tone="info">{filled.missing}</Callout>}
        <NewIncidentForm
          key={`${filled.alertName ?? ""}|${Object.keys(filled.impacts).join()}`}
          components={components}
          filled={filled}
          failure={failure}
          typed={result && "values" in result ? result.values : undefined}
          overlaps={overlaps && <OpenAlready open={overlaps} names={names} />}
        />
        {similar && <SimilarList similar={similar} />}
        {!byHand && alertsNow}
      </div>
    </>
  );
}
