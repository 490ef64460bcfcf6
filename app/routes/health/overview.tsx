import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ComponentHistory } from "#app/domain/health/health-view.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import { readHealthHistory } from "#app/domain/health/read-health-history.server.ts";
import { packDays } from "#app/domain/health/strip-rules.ts";
import { formatClock, formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { ComponentTable } from "#app/ui/health/component-table.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { OpenIncidentsPanel } from "#app/ui/health/open-incidents-panel.tsx";
import { SourceBanner } from "#app/ui/health/source-banner.tsx";
import { WindowsPanel } from "#app/ui/health/windows-panel.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";
import { healthPages } from "./health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Service health · Huolto" }];

export const loader = staffLoader("health.view", async ({ ctx }) => {
  const [health, histories] = await Promise.all([readHealth(ctx), readHealthHistory(ctx)]);
  const { permissions } = ctx.actor;
  return {
    ...health,
    pages: healthPages(ctx.actor),
    components: health.components.map((component) => ({ ...component, history: packed(histories.get(component.key)) })),
    may: {
      open: permissions.has("incidents.manage"),
      edit: permissions.has("health.edit_components"),
      system: permissions.has("system.view"),
      maintenance: permissions.has("maintenance.view"),
    },
  };
});

/** Of a history what a row shows; the rest is on the component's own page. */
function packed(history: ComponentHistory | undefined) {
  if (!history) return null;
  const { days, uptime, since, filling } = history;
  return { strip: packDays(days), ninety: uptime[0]!, since, filling };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Health() {
  const { now, sentence, components, incidents, windows, source, pages, may } = useLoaderData<typeof loader>();
  const { paused } = useRefresh();
  const groups = [
    { title: "What customers use directly", rows: components.filter(({ customerFacing }) => customerFacing) },
    { title: "Behind it", rows: components.filter(({ customerFacing }) => !customerFacing) },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <>
      <HealthHeader
        title="Service health"
        // Spoken when the sentence changes, which is when a state does.
        lead={
          <span aria-live="polite">
            {sentence}
            {incidents.length === 0 && " No incident is open."}
          </span>
        }
        actions={
          may.open && (
            <Link className={buttonClass()} to={paths.incidentNew()}>
              Open an incident
            </Link>
          )
        }
        pages={pages}
      />
      <div className="flex flex-col gap-5">
        <SourceBanner source={source} now={now} technical={may.system} />
        {incidents.length > 0 && <OpenIncidentsPanel incidents={incidents} now={now} />}
        {components.length === 0 && (
          <Panel>
            <EmptyState
              title="No components yet"
              action={
                may.edit && (
                  <Link className={buttonClass("primary")} to={paths.componentNew()}>
                    Add a component
                  </Link>
                )
              }
            >
              The worker fills the catalogue from the service profile when it starts.
            </EmptyState>
          </Panel>
        )}
        {groups.map(({ title, rows }) => (
          <Panel key={title} title={title} flush>
            <ComponentTable caption={title} rows={rows} now={now} />
          </Panel>
        ))}
        <WindowsPanel
          windows={windows}
          names={Object.fromEntries(components.map((one) => [one.key, one.name]))}
          now={now}
          linked={may.maintenance}
        />
        <p className="text-[13px] text-muted">
          As of {formatClock(now)} Europe/Helsinki
          {paused ? "; renewed again when somebody is here." : ", renewed every 30 s while you look."}{" "}
          {historyText(components, now)} Uptime is of 90 days, counts slow as available and leaves out what is unknown;
          without windows it leaves out announced maintenance too.
        </p>
      </div>
    </>
  );
}

/** From when on there is a history, while it is shorter than it will be. */
function historyText(components: Data["components"], now: string): string {
  const filling = components.flatMap(({ history }) => (history?.filling && history.since ? [history.since] : []));
  if (filling.length === 0) return "";
  return `History since ${formatSince(filling.sort().at(-1)!, now)}; older measurements are being read.`;
}
