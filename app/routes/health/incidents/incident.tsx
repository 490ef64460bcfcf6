import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { componentsToChoose } from "#app/domain/health/incidents/components-to-choose.server.ts";
import { availability, type IncidentAction } from "#app/domain/health/incidents/incident-states.ts";
import { overlappingWindows } from "#app/domain/health/incidents/overlapping-windows.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { similarIncidents } from "#app/domain/health/incidents/similar-incidents.server.ts";
import { runbooksFor } from "#app/domain/runbooks/load-runbooks.server.ts";
import { formatDay, formatInstant, formatLasted } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { FollowUps } from "#app/ui/incidents/follow-ups.tsx";
import { IncidentHistory } from "#app/ui/incidents/incident-history.tsx";
import { IncidentStateTag } from "#app/ui/incidents/incident-state-tag.tsx";
import { NotSent } from "#app/ui/incidents/not-sent.tsx";
import { ReviewPanel } from "#app/ui/incidents/review-panel.tsx";
import { SimilarList } from "#app/ui/incidents/similar-list.tsx";
import { TouchedComponents } from "#app/ui/incidents/touched-components.tsx";
import { WhatToDo } from "#app/ui/incidents/what-to-do.tsx";
import { WindowsDuring } from "#app/ui/incidents/windows-during.tsx";
import { HealthTag } from "#app/ui/health-tag.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { RunbookLinks } from "#app/ui/runbooks/runbook-links.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../../guard.server.ts";
import { actOnIncident } from "./act-on-incident.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.incident.number} ${data.incident.title}` : "Incident"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

/** What names no incident becomes a number that none has. */
const numberOf = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : 0);

export const loader = staffLoader("health.view", async ({ ctx, params }) => {
  const details = await readIncident(ctx, { number: numberOf(params.number) });
  const { incident } = details;
  const now = ctx.clock.now();
  const may = (action: IncidentAction) => availability(action, incident, ctx.actor, now);
  const [windows, similar, catalogue] = await Promise.all([
    overlappingWindows(ctx, { from: incident.startedAt, to: incident.resolvedAt ?? now }),
    similarIncidents(ctx, { ...incident, components: details.components.map(({ key }) => key) }),
    componentsToChoose(ctx),
  ]);
  return {
    ...details,
    windows,
    similar,
    others: catalogue
      .filter(({ key }) => !details.components.some((touched) => touched.key === key))
      .map(({ key, name }) => ({ key, name })),
    may: {
      update: may("update"),
      resolve: may("resolve"),
      reopen: may("reopen"),
      review: may("review"),
      follow_up: may("follow_up"),
    },
    runbooks: ctx.actor.permissions.has("runbooks.view")
      ? runbooksFor({ components: details.components.map(({ key }) => key) })
      : [],
    mayManage: ctx.actor.permissions.has("incidents.manage"),
    mayMaintenance: ctx.actor.permissions.has("maintenance.view"),
    mayAudit: ctx.actor.permissions.has("audit.view"),
    today: formatDay(now),
  };
});

export const action = staffAction("incidents.manage", async ({ ctx, request, params }) => {
  const number = numberOf(params.number);
  const part = await actOnIncident(ctx, number, await request.formData());
  return redirect(`${paths.incident(number)}${part}`);
});

export default function IncidentPage() {
  const page = useLoaderData<typeof loader>();
  const { incident, components, updates, may } = page;
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const names = Object.fromEntries([...page.others, ...components].map(({ key, name }) => [key, name]));
  const touchedNow = components.filter(({ impact }) => impact !== "operational");
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.health()}>Health</Link> › <Link to={paths.incidents()}>Incidents</Link>
          </>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {incident.title} <span className="text-muted">no {incident.number}</span>
            <span className="text-sm font-normal tracking-normal">
              <IncidentStateTag state={incident.state} />
            </span>
          </span>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {incident.state === "resolved" &&
              `Resolved ${formatInstant(incident.resolvedAt!)}. It lasted ${formatLasted(page.openMinutes)}.`}
            {incident.state !== "resolved" && `Going on for ${formatLasted(page.openMinutes)}.`}
            {incident.state !== "resolved" && touchedNow.length === 0 && " Nothing is touched by it now."}
            {touchedNow.map(({ key, name, impact }) => (
              <span key={key} className="inline-flex items-center gap-1.5">
                {name} <HealthTag state={impact} />
              </span>
            ))}
          </span>
        }
      />
      <div className="flex flex-col gap-5">
        {failure && (failure.error.field === undefined || failure.error.code === "conflict") && (
          <NotSent failure={failure} updates={updates} names={names} />
        )}
        {page.mayManage && (
          <WhatToDo incident={incident} touched={components} others={page.others} may={may} failure={failure} />
        )}
        <TouchedComponents components={components} />
        {page.windows.length > 0 && <WindowsDuring windows={page.windows} linked={page.mayMaintenance} />}
        <Panel title="What happened, newest first">
          <IncidentHistory updates={updates} names={names} />
        </Panel>
        <RunbookLinks runbooks={page.runbooks} view={{ incident: String(incident.number) }} />
        <SimilarList similar={page.similar} />
        <FollowUps followUps={page.followUps} today={page.today} mayChange={may.follow_up.allowed} failure={failure} />
        <ReviewPanel
          review={page.review}
          closed={may.review.allowed ? undefined : page.mayManage ? may.review.reason : "Nobody has written it yet."}
          failure={failure}
          historyHref={
            page.mayAudit
              ? paths.audit({ action: "incident.review", targetKind: "incident", targetId: String(incident.number) })
              : undefined
          }
        />
        <Panel title="Facts">
          <Facts
            items={[
              ["Started", `${formatInstant(incident.startedAt)} (Europe/Helsinki)`],
              [
                "Opened",
                `${formatInstant(incident.openedAt)} by ${page.openedBy}, ${openedFromText[incident.openedFrom]}`,
              ],
              ...(incident.alertName ? [["Alert", incident.alertName] as [string, string]] : []),
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

const openedFromText = { hand: "by hand", component: "from a component", alert: "from an alert" };
