import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { PageSort } from "#app/domain/latency/latency-types.ts";
import { readLatencyPages } from "#app/domain/latency/read-latency-pages.server.ts";
import { inSentence, rollingLabels, viewParams } from "#app/domain/latency/view-rules.ts";
import { viewOf } from "#app/domain/latency/view-schema.ts";
import { formatCount, formatSeconds } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { Choices } from "#app/ui/latency/choices.tsx";
import { LatencyHeader } from "#app/ui/latency/latency-header.tsx";
import { ChangeList, PageTable } from "#app/ui/latency/page-table.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Latency by page · Huolto" }];

export const loader = staffLoader("latency.view", async ({ ctx, request, context }) => {
  const params = new URL(request.url).searchParams;
  const now = ctx.clock.now();
  const { provenance, ...pages } = await readLatencyPages(
    ctx,
    {
      ...viewOf(params),
      period: params.get("period") || "7d",
      filter: params.get("filter") ?? undefined,
      // What cannot be sorted by is refused by the verb, with a sentence.
      sort: (params.get("sort") as PageSort | null) || undefined,
      descending: params.has("descending") ? params.get("descending") === "1" : undefined,
    },
    context.signal,
  );
  return {
    ...pages,
    provenance: provenance.map((one) => shownProvenance(one, now)),
    clientNames: ctx.profile.latency.clients.map(({ id, name }): [string, string] => [id, name.en]),
    mayCustomers: ctx.actor.permissions.has("latency_customers.view"),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

/** In the verb's order. */
const sourceNames = ["requests", "server seconds", "requests within the target"];

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function lead({ rows, target, matching, filter }: Loaded): string {
  if (rows === null) return "No data: Grafana has not answered yet.";
  if (rows.length === 0)
    return filter ? `No page's name contains “${filter}”.` : "No data: no page had traffic in this period.";
  const missed = rows.filter(({ overTarget }) => overTarget > 0).length;
  const shown = rows.length < matching ? `the ${rows.length} shown of ${formatCount(matching)}` : formatCount(matching);
  return missed === 0
    ? `All of ${shown} pages by client kind are within ${formatSeconds(target)} on average.`
    : `${missed} of ${shown} pages by client kind are over ${formatSeconds(target)} on average.`;
}

export default function Pages() {
  const loaded = useLoaderData<typeof loader>();
  const { view, period, rows, filter, sort, descending, clientNames, provenance, improved, regressed } = loaded;
  const names = Object.fromEntries(clientNames);
  const kept = {
    ...viewParams(view),
    period: view.period,
    filter: filter || undefined,
    sort: sort === "lost" ? undefined : sort,
    descending: sort === "lost" && descending ? undefined : descending ? "1" : "0",
  };
  const problem = provenance.find((one) => one.problem)?.problem;
  const bar = `At least ${formatCount(loaded.minimumRequests)} requests in both periods and a hundredth of a second apart.`;
  return (
    <>
      <LatencyHeader
        title="Latency by page"
        lead={lead(loaded)}
        file={{ ...kept, view: "pages" }}
        mayCustomers={loaded.mayCustomers}
      />
      <div className="flex flex-col gap-5">
        {problem && (
          <SourceProblem
            problem={problem}
            lastFetchedAt={provenance[0]?.fetchedAt ?? null}
            now={loaded.now}
            technical={loaded.technical}
          />
        )}
        <div className="flex flex-wrap items-end justify-between gap-3">
          <Choices
            label="Period"
            choices={Object.entries(rollingLabels).map(([key, label]) => ({
              label,
              to: paths.latencyPages({ ...kept, period: key, from: undefined, to: undefined }),
              current: view.from === undefined && view.period === key,
            }))}
          />
          <Filter loaded={loaded} kept={kept} />
        </div>
        <Panel title={`Pages, ${inSentence(period.label)}`} flush>
          {rows === null || rows.length === 0 ? (
            <EmptyState
              title={rows === null ? "No measurements yet" : filter ? "No page matches" : "No traffic"}
              action={
                filter !== "" && (
                  <Link className={buttonClass()} to={paths.latencyPages({ ...kept, filter: undefined })}>
                    Clear the filter
                  </Link>
                )
              }
            >
              {rows === null
                ? "The list is read from Grafana's recorded hours. It is shown here once Grafana has answered."
                : filter
                  ? "Look for another part of a page's name."
                  : "Pages show here once somebody has used them."}
            </EmptyState>
          ) : (
            <PageTable
              rows={rows}
              names={names}
              sort={sort}
              descending={descending}
              sortHref={(by, down) => paths.latencyPages({ ...kept, sort: by, descending: down ? "1" : "0" })}
              pageHref={(page, client) => paths.latency({ ...viewParams(view), period: view.period, page, client })}
            />
          )}
        </Panel>
        <div className="flex flex-wrap gap-x-4">
          {provenance.map((one, index) => (
            <Provenance key={one.purpose} of={one} name={sourceNames[index]} />
          ))}
        </div>
        <div className="grid gap-5 lg:grid-cols-2">
          <Panel title="Most regressed">
            <ChangeList rows={regressed} names={names} empty="No page became slower." />
          </Panel>
          <Panel title="Most improved">
            <ChangeList rows={improved} names={names} empty="No page became faster." />
          </Panel>
        </div>
        <p className="text-muted">
          Compared with {inSentence(loaded.previous.label)}. {bar}
        </p>
      </div>
    </>
  );
}

function Filter({
  loaded: { view, filter, clientNames },
  kept,
}: {
  loaded: Loaded;
  kept: Record<string, string | undefined>;
}) {
  const own = new Set(["filter", "client"]);
  return (
    <Form method="get" className="no-print flex flex-wrap items-end gap-2" key={`${filter}|${view.client}`}>
      {Object.entries(kept).map(
        ([name, value]) => value && !own.has(name) && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="w-full sm:w-56">
        <TextField name="filter" type="search" label="Part of a page's name" defaultValue={filter} />
      </div>
      <div className="w-44">
        <SelectField
          name="client"
          label="Client kind"
          defaultValue={view.client}
          options={[["", "All"], ...clientNames]}
        />
      </div>
      <Button>Show</Button>
    </Form>
  );
}
