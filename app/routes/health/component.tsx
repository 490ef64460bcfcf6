import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { kindLabels } from "#app/domain/health/catalogue/kind-labels.ts";
import { isRunbook } from "#app/domain/health/catalogue/link-target.ts";
import { readComponent } from "#app/domain/health/catalogue/read-component.server.ts";
import { healthLabels } from "#app/domain/health/health-labels.ts";
import type { ComponentHealth } from "#app/domain/health/health-view.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import { readHealthHistory } from "#app/domain/health/read-health-history.server.ts";
import { readStateChanges } from "#app/domain/health/read-state-changes.server.ts";
import { runbooksFor } from "#app/domain/runbooks/load-runbooks.server.ts";
import { formatAge, formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { HealthTag } from "#app/ui/health-tag.tsx";
import { ChangesTable } from "#app/ui/health/changes-table.tsx";
import { EvidenceTable } from "#app/ui/health/evidence-table.tsx";
import { MaintenanceTag } from "#app/ui/health/maintenance-tag.tsx";
import { SourceBanner } from "#app/ui/health/source-banner.tsx";
import { UptimeTable } from "#app/ui/health/uptime-table.tsx";
import { VersionsList } from "#app/ui/health/versions-list.tsx";
import { WindowsPanel } from "#app/ui/health/windows-panel.tsx";
import { HistoryStrip } from "#app/ui/history-strip.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { RunbookLinks } from "#app/ui/runbooks/runbook-links.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.component.name.en ?? "Component"} · Huolto` },
];

export const loader = staffLoader("health.view", async ({ ctx, params }) => {
  const key = params.key ?? "";
  const { component, dependants, versions } = await readComponent(ctx, { key });
  const [{ components, windows, source, now }, histories, changes] = await Promise.all([
    readHealth(ctx),
    readHealthHistory(ctx),
    readStateChanges(ctx, { key }),
  ]);
  const { permissions } = ctx.actor;
  const states = new Map(components.map((one) => [one.key, { key: one.key, name: one.name, state: one.state }]));
  const named = (keys: string[]) => keys.flatMap((one) => states.get(one) ?? []);
  return {
    now,
    source,
    component,
    versions,
    changes,
    health: components.find((one) => one.key === key) ?? null,
    history: histories.get(key) ?? null,
    windows: windows.filter((window) => window.components.includes(key)),
    names: Object.fromEntries(components.map((one) => [one.key, one.name])),
    dependsOn: named(component.dependsOn),
    dependants: named(dependants.map((one) => one.key)),
    runbooks: permissions.has("runbooks.view") ? runbooksFor({ components: [key] }) : [],
    may: {
      open: permissions.has("incidents.manage"),
      edit: permissions.has("health.edit_components"),
      system: permissions.has("system.view"),
      maintenance: permissions.has("maintenance.view"),
    },
  };
});

/** The component in one sentence: how it is, since when, what it was before, and probably why. */
function sentence(health: ComponentHealth, now: string): string {
  const { name, state, since, before, cause } = health;
  const is = `${name} is ${healthLabels[state].toLowerCase()}${since ? ` since ${formatSince(since, now)}` : ""}.`;
  const was = before
    ? ` Before that it was ${healthLabels[before.state].toLowerCase()}, last seen ${formatSince(before.until, now)}.`
    : "";
  return `${is}${was}${cause ? ` Probably because of ${cause.name}.` : ""}`;
}

export default function Component() {
  const data = useLoaderData<typeof loader>();
  const { component, health, history, now, may } = data;
  useRefresh();
  const name = component.name.en;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.health()}>Health</Link> › <Link to={paths.components()}>Components</Link>
          </>
        }
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {name} {health && <HealthTag state={health.state} />}
            {health && <MaintenanceTag windows={health.windows} />}
          </span>
        }
        lead={
          <span aria-live="polite">
            {health ? sentence(health, now) : `${name} is retired: nobody watches it. Its history stays.`}
          </span>
        }
        actions={
          <>
            {may.edit && (
              <Link className={buttonClass("quiet")} to={paths.componentEdit(component.key)}>
                {component.retired ? "Bring back" : "Edit"}
              </Link>
            )}
            {may.open && health && (
              <Link className={buttonClass("primary")} to={paths.incidentNew({ component: component.key })}>
                Open an incident
              </Link>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        {health && <SourceBanner source={data.source} now={now} technical={may.system} />}
        {health?.incidents.map((incident) => (
          <Callout key={incident.number} tone="warn" title={`Incident ${incident.number}: ${incident.title}`}>
            It says that {name} is {healthLabels[incident.impact].toLowerCase()}.{" "}
            <Link to={paths.incident(incident.number)}>Open the incident</Link>
          </Callout>
        ))}
        {health && <Now health={health} now={now} />}
        {history && (
          <Panel title="Last 90 days">
            <HistoryStrip label={name} days={history.days} />
            {history.filling && history.since && (
              <p className="text-[13px] text-muted">
                History since {formatSince(history.since, now)}; older measurements are being read.
              </p>
            )}
          </Panel>
        )}
        {history && (
          <Panel title="Uptime" flush>
            <UptimeTable name={name} uptime={history.uptime} />
            <p className="px-4 py-2 text-[13px] text-muted">
              Slow counts as available. Time that nobody observed is left out. Without windows leaves out maintenance
              that was announced before it began.
            </p>
          </Panel>
        )}
        <Panel title="Last changes" flush>
          {data.changes.length === 0 ? (
            <EmptyState title="Not observed yet">The worker looks at every component each half a minute.</EmptyState>
          ) : (
            <ChangesTable name={name} changes={data.changes} now={now} />
          )}
        </Panel>
        <RunbookLinks runbooks={data.runbooks} />
        {data.windows.length > 0 && (
          <WindowsPanel windows={data.windows} names={data.names} now={now} linked={may.maintenance} />
        )}
        <About {...data} />
        <Panel title="Changes to the description">
          <VersionsList versions={data.versions} />
        </Panel>
      </div>
    </>
  );
}

function Now({ health, now }: { health: ComponentHealth; now: string }) {
  const seen = health.observedAt ? `Seen ${formatAge(health.observedAt, new Date(now))}` : "Never seen";
  return (
    <Panel title="What says so" aside={<span className="text-[13px] text-muted">{seen}</span>} flush>
      {health.sources.length === 0 ? (
        <EmptyState title="Nothing measures it">
          Without alert labels or queries nobody knows how it is. The platform team can add them.
        </EmptyState>
      ) : (
        <EvidenceTable sources={health.sources} name={health.name} />
      )}
    </Panel>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function About({ component, dependsOn, dependants }: Pick<Data, "component" | "dependsOn" | "dependants">) {
  const parts = (list: Data["dependsOn"]) =>
    list.length === 0 ? (
      "–"
    ) : (
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {list.map(({ key, name, state }) => (
          <li key={key} className="inline-flex items-center gap-1.5">
            <Link className="text-accent hover:underline" to={paths.component(key)}>
              {name}
            </Link>
            <HealthTag state={state} />
          </li>
        ))}
      </ul>
    );
  return (
    <Panel title="About it">
      <Facts
        items={[
          ["Kind", kindLabels[component.kind]],
          ["Owner", component.ownerTeam],
          ["Customers use it directly", component.customerFacing ? "Yes" : "No"],
          ["Depends on", parts(dependsOn)],
          ["Needed by", parts(dependants)],
          ["Links", <Links key="links" links={component.links} />],
          ["Names", `${component.name.fi} (fi), ${component.name.sv} (sv)`],
          ["Key", <code key="key">{component.key}</code>],
        ]}
      />
    </Panel>
  );
}

function Links({ links }: { links: Data["component"]["links"] }) {
  if (links.length === 0) return "–";
  return (
    <ul>
      {links.map(({ label, href }) => (
        <li key={label + href}>
          {isRunbook(href) ? (
            <Link className="text-accent underline" to={paths.runbook(href)}>
              {label}: runbook {href}
            </Link>
          ) : (
            <a className="text-accent underline" href={href} rel="noreferrer">
              {label}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
