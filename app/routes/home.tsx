import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { homeRestrictions } from "#app/domain/ip-restrictions/home-restrictions.server.ts";
import { homeCases } from "#app/domain/cases/home-cases.server.ts";
import { passedOnCases } from "#app/domain/cases/passed-on-cases.server.ts";
import { homeBulletins } from "#app/domain/bulletins/home-bulletins.server.ts";
import type { Ctx, ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { listExports } from "#app/domain/exports/list-exports.server.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import { listStaff } from "#app/domain/identity/list-staff.server.ts";
import { latencySentence } from "#app/domain/latency/latency-sentence.server.ts";
import { homeMaintenance } from "#app/domain/maintenance/home-maintenance.server.ts";
import { maintenanceSentence } from "#app/domain/maintenance/maintenance-sentence.server.ts";
import { listRuns } from "#app/domain/runbooks/list-runs.server.ts";
import { listReleases } from "#app/domain/releases/list-releases.server.ts";
import { lastReleaseSentence } from "#app/domain/releases/release-sentence-rules.ts";
import { paths } from "#app/paths.ts";
import { HomeBulletins } from "#app/ui/bulletins/home-bulletins.tsx";
import { HomeAgentCases, HomePassedOn } from "#app/ui/cases/home-cases.tsx";
import { buttonClass } from "#app/ui/button.tsx";
import { CustomerSearch } from "#app/ui/customers/customer-search.tsx";
import { ExportStateTag } from "#app/ui/export-state-tag.tsx";
import { NextDate } from "#app/ui/exports/coming-dates.tsx";
import { HomePanel } from "#app/ui/home-panel.tsx";
import { OpenIncidentsPanel } from "#app/ui/health/open-incidents-panel.tsx";
import { SourceBanner } from "#app/ui/health/source-banner.tsx";
import { HomeLists } from "#app/ui/ip-restrictions/home-lists.tsx";
import { HomeWarnings } from "#app/ui/maintenance/home-warnings.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { RunTable } from "#app/ui/runbooks/run-table.tsx";
import { staffLoader } from "./guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Home · Huolto" }];

const SHOWN_MAX = 8;

export const loader = staffLoader("home.view", async ({ ctx }) => ({
  roles: ctx.actor.roles.map((role) => roleLabels[role]),
  health: await serviceHealth(ctx),
  latency: ctx.actor.permissions.has("latency.view") ? (await latencySentence(ctx)).sentence : null,
  maintenance: await maintenanceOf(ctx),
  release: await lastRelease(ctx),
  cases: ctx.actor.permissions.has("cases.work") ? await homeCases(ctx) : null,
  lists: ctx.actor.permissions.has("ip_restrictions.propose") ? await homeRestrictions(ctx) : null,
  passedOn: ctx.actor.permissions.has("cases.platform") ? await passedOnCases(ctx) : null,
  now: ctx.clock.now().toISOString(),
  bulletins: ctx.actor.permissions.has("bulletins.edit") ? await homeBulletins(ctx) : null,
  runs: ctx.actor.permissions.has("runbooks.run") ? await listRuns(ctx, { mine: true, open: true }) : [],
  exports: await openExports(ctx),
  proposals: await openProposals(ctx),
  customers: ctx.actor.permissions.has("customers.view"),
  may: { request: ctx.actor.permissions.has("exports.request"), audit: ctx.actor.permissions.has("audit.view") },
}));

/** The sentence for everybody who may see it; the incidents for those who work on them. */
async function serviceHealth(ctx: Ctx<StaffActor>) {
  const { permissions } = ctx.actor;
  if (!permissions.has("health.view")) return null;
  const { sentence, incidents, source, now } = await readHealth(ctx);
  const mine = permissions.has("incidents.manage") ? incidents : null;
  return { sentence, incidents: mine, source, now, technical: permissions.has("system.view") };
}

async function maintenanceOf(ctx: ServiceCtx<StaffActor>) {
  const { permissions } = ctx.actor;
  if (!permissions.has("maintenance.view")) return null;
  const warnings = permissions.has("maintenance.manage") ? await homeMaintenance(ctx) : null;
  return { sentence: await maintenanceSentence(ctx), warnings };
}

async function lastRelease(ctx: Ctx<StaffActor>) {
  if (!ctx.actor.permissions.has("releases.view")) return null;
  const [last] = await listReleases(ctx, { first: 1 });
  return lastReleaseSentence(last ?? null, ctx.clock.now().toISOString());
}

async function openExports(ctx: ServiceCtx<StaffActor>) {
  if (!ctx.actor.permissions.has("exports.view")) return null;
  const { exports } = await listExports(ctx, { state: "open" });
  return exports
    .slice(0, SHOWN_MAX)
    .map(({ id, number, companyName, part, state, next }) => ({ id, number, companyName, part, state, next }));
}

async function openProposals(ctx: Ctx<StaffActor>) {
  if (!ctx.actor.permissions.has("staff.approve_role")) return null;
  const staff = await listStaff(ctx);
  return staff
    .filter((person) => person.proposedRoles.length > 0)
    .map(({ id, displayName, proposedRoles }) => ({
      id,
      displayName,
      roles: proposedRoles.map((role) => roleLabels[role]),
    }));
}

const waiting = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What waits for this person, first in one sentence. */
export default function Home() {
  const {
    roles,
    customers,
    cases,
    lists,
    passedOn,
    now,
    health,
    latency,
    maintenance,
    release,
    bulletins,
    runs,
    exports,
    proposals,
    may,
  } = useLoaderData<typeof loader>();
  const parts = [
    ...(cases && cases.counts.mine > 0 ? [waiting(cases.counts.mine, "case is yours", "cases are yours")] : []),
    ...(cases && cases.followUps.length > 0
      ? [waiting(cases.followUps.length, "follow-up is due", "follow-ups are due")]
      : []),
    ...(lists && lists.length > 0 ? [waiting(lists.length, "IP list needs somebody", "IP lists need somebody")] : []),
    ...(passedOn && passedOn.length > 0
      ? [waiting(passedOn.length, "case was passed on to you", "cases were passed on to you")]
      : []),
    ...(maintenance?.warnings && maintenance.warnings.length > 0
      ? [waiting(maintenance.warnings.length, "maintenance matter waits", "maintenance matters wait")]
      : []),
    ...(bulletins && bulletins.length > 0
      ? [waiting(bulletins.length, "matter of the bulletins waits", "matters of the bulletins wait")]
      : []),
    ...(runs.length > 0
      ? [waiting(runs.length, "runbook of yours is under way", "runbooks of yours are under way")]
      : []),
    ...(exports && exports.length > 0 ? [waiting(exports.length, "export waits", "exports wait")] : []),
    ...(proposals && proposals.length > 0
      ? [waiting(proposals.length, "role waits for a second administrator", "roles wait for a second administrator")]
      : []),
  ];
  const lead =
    roles.length === 0
      ? "You have no role yet. Ask an administrator for the one that your work needs."
      : parts.length > 0
        ? `${parts.join("; ")}.`
        : "Nothing waits for you here.";
  return (
    <>
      <PageHeader
        title="Home"
        lead={lead}
        actions={
          may.request && (
            <Link className={buttonClass("primary")} to={paths.exportNew()}>
              New export
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-5">
        {customers && (
          <Panel title="Find a customer">
            <CustomerSearch primary={false} />
          </Panel>
        )}
        {cases && <HomeAgentCases cases={cases} />}
        {lists && <HomeLists warnings={lists} />}
        {passedOn && <HomePassedOn cases={passedOn} now={now} />}
        {health && (
          <HomePanel title="Service health" all={{ to: paths.health(), words: "All components" }}>
            <p>
              {health.sentence}
              {health.incidents?.length === 0 && " No incident is open."}
            </p>
          </HomePanel>
        )}
        {maintenance && <HomeWarnings {...maintenance} />}
        {bulletins && <HomeBulletins warnings={bulletins} />}
        {runs.length > 0 && (
          <HomePanel title="Runbooks that you left open" flush all={{ to: paths.runbooks(), words: "All runbooks" }}>
            <RunTable runs={runs} now={now} caption="Runs that you started and that have not ended" titled />
          </HomePanel>
        )}
        {release && (
          <HomePanel title="Releases" all={{ to: paths.releases(), words: "All releases" }}>
            <p>{release}</p>
          </HomePanel>
        )}
        {latency && (
          <HomePanel title="Latency" all={{ to: paths.latency(), words: "All periods" }}>
            <p>{latency}</p>
          </HomePanel>
        )}
        {health && <SourceBanner source={health.source} now={health.now} technical={health.technical} />}
        {health?.incidents && health.incidents.length > 0 && (
          <OpenIncidentsPanel incidents={health.incidents} now={health.now} />
        )}
        {exports && (
          <HomePanel title="Exports that wait" all={{ to: paths.exports(), words: "All exports" }}>
            {exports.length === 0 ? (
              <EmptyState title="No export waits">
                When a customer leaves, its request shows here until the archive is handed over, and again when it is to
                be erased.
              </EmptyState>
            ) : (
              <ul className="flex flex-col gap-2">
                {exports.map((request) => (
                  <li key={request.id} className="flex flex-wrap items-center justify-between gap-3">
                    <Link className="min-w-0 text-accent hover:underline" to={paths.exportRequest(request.id)}>
                      {request.companyName}{" "}
                      <span className="text-muted">
                        {request.part === "payroll" && "payroll, "}no {request.number}
                      </span>
                    </Link>
                    <span className="flex flex-wrap items-center gap-2">
                      {request.next && request.next.state !== "coming" && <NextDate date={request.next} />}
                      <ExportStateTag state={request.state} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </HomePanel>
        )}
        {proposals && (
          <HomePanel title="Roles to approve" all={{ to: paths.staff(), words: "All staff" }}>
            {proposals.length === 0 ? (
              <EmptyState title="No role waits">
                A role that can approve shows here until a second administrator decides.
              </EmptyState>
            ) : (
              <ul className="flex flex-col gap-2">
                {proposals.map((person) => (
                  <li key={person.id}>
                    <Link className="text-accent hover:underline" to={paths.staffMember(person.id)}>
                      {person.displayName}
                    </Link>
                    : {person.roles.join(", ")}
                  </li>
                ))}
              </ul>
            )}
          </HomePanel>
        )}
        {may.audit && (
          <Panel title="Audit">
            <p>
              Everything that was done and refused is in the{" "}
              <Link className="text-accent underline" to={paths.audit()}>
                audit trail
              </Link>
              .
            </p>
          </Panel>
        )}
        {roles.length > 0 && !health && !exports && !proposals && !may.audit && (
          <Panel>
            <EmptyState title="No pages for your role in this version">
              You can see and end your own sign-ins under{" "}
              <Link className="text-accent underline" to={paths.ownSessions()}>
                My sessions
              </Link>
              .
            </EmptyState>
          </Panel>
        )}
      </div>
    </>
  );
}
