import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { LatencyParts } from "#app/domain/latency/latency-types.ts";
import { readLatencyParts } from "#app/domain/latency/read-latency-parts.server.ts";
import { formatSeconds } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/latency/choices.tsx";
import { LatencyHeader } from "#app/ui/latency/latency-header.tsx";
import { DependencyTable, NodeTable } from "#app/ui/latency/part-tables.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Latency by server and dependency · Huolto" }];

const windows = { "5m": "5 minutes", "1h": "1 hour", "24h": "24 hours" };

export const loader = staffLoader("latency.view", async ({ ctx, request, context }) => {
  const asked = new URL(request.url).searchParams.get("window") || undefined;
  const now = ctx.clock.now();
  // Another window is refused by the verb, with a sentence.
  const parts = await readLatencyParts(ctx, { window: asked as keyof typeof windows | undefined }, context.signal);
  return {
    ...parts,
    nodes: { ...parts.nodes, provenance: shownProvenance(parts.nodes.provenance, now) },
    dependencies: { ...parts.dependencies, provenance: shownProvenance(parts.dependencies.provenance, now) },
    mayCustomers: ctx.actor.permissions.has("latency_customers.view"),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

/** The slowest of the application servers, and the slowest dependency, in a sentence. */
function lead({ nodes, dependencies, window }: LatencyParts): string {
  const app = (nodes.rows ?? []).filter(({ role, average }) => role === "app" && average !== null);
  const slowest = app[0];
  if (!slowest) return "No data of servers or dependencies.";
  const [least, most] = [formatSeconds(app.at(-1)!.average!), formatSeconds(slowest.average!)];
  const time = windows[window as keyof typeof windows];
  const servers =
    least === most
      ? `Application servers took ${most} on average over ${time}, none more than the others.`
      : `Application servers took ${least} to ${most} on average over ${time}; the slowest is ${slowest.name}.`;
  const down = (dependencies.rows ?? []).filter(({ up }) => up === false).map(({ name }) => name);
  return down.length > 0 ? `${servers} Down: ${down.join(", ")}.` : servers;
}

export default function Parts() {
  const loaded = useLoaderData<typeof loader>();
  const { nodes, dependencies, window } = loaded;
  const problem = nodes.provenance.problem ?? dependencies.provenance.problem;
  return (
    <>
      <LatencyHeader
        title="Servers and dependencies"
        lead={lead(loaded)}
        file={{ window, view: "parts" }}
        mayCustomers={loaded.mayCustomers}
      />
      <div className="flex flex-col gap-5">
        {problem && (
          <SourceProblem
            problem={problem}
            lastFetchedAt={nodes.provenance.fetchedAt}
            now={loaded.now}
            technical={loaded.technical}
          />
        )}
        <Choices
          label="Over"
          choices={Object.entries(windows).map(([key, label]) => ({
            label,
            to: paths.latencyParts({ window: key === "5m" ? undefined : key }),
            current: window === key,
          }))}
        />
        <Panel title="Servers" flush>
          {nodes.rows?.length ? (
            <NodeTable rows={nodes.rows} />
          ) : (
            <EmptyState title="No data of servers">They show here once Grafana has answered.</EmptyState>
          )}
        </Panel>
        <Provenance of={nodes.provenance} />
        <Panel title="Dependencies" flush>
          {dependencies.rows?.length ? (
            <DependencyTable rows={dependencies.rows} />
          ) : (
            <EmptyState title="No data of dependencies">They show here once Grafana has answered.</EmptyState>
          )}
        </Panel>
        <Provenance of={dependencies.provenance} />
      </div>
    </>
  );
}
