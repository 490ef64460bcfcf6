import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readLatencyCalendar } from "#app/domain/latency/read-latency-calendar.server.ts";
import { inSentence, rollingLabels, viewParams } from "#app/domain/latency/view-rules.ts";
import { viewOf } from "#app/domain/latency/view-schema.ts";
import { formatSeconds } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { CalendarMap } from "#app/ui/charts/calendar-map.tsx";
import { HourOfWeek } from "#app/ui/charts/hour-of-week.tsx";
import { Choices, ClientChoice } from "#app/ui/latency/choices.tsx";
import { LatencyHeader } from "#app/ui/latency/latency-header.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Latency calendar · Huolto" }];

export const loader = staffLoader("latency.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const now = ctx.clock.now();
  const calendar = await readLatencyCalendar(ctx, viewOf(params));
  return {
    ...calendar,
    provenance: shownProvenance(calendar.provenance, now),
    table: params.get("as") ?? "",
    clientNames: ctx.profile.latency.clients.map(({ id, name }) => ({ id, name: name.en })),
    mayCustomers: ctx.actor.permissions.has("latency_customers.view"),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function lead({ days, target }: Loaded): string {
  const measured = days.filter(({ value }) => value !== null);
  if (measured.length === 0) return "No data: no hour has been measured yet.";
  const missed = measured.filter(({ value }) => value! > target).length;
  const over = missed === 0 ? "none" : String(missed);
  return `Of ${measured.length} measured days, ${over} ${missed === 1 ? "was" : "were"} over ${formatSeconds(target)} on average.`;
}

export default function LatencyCalendarPage() {
  const loaded = useLoaderData<typeof loader>();
  const { view, period, target, hoursOfWeek, days, history, provenance, table, clientNames } = loaded;
  const params = { ...viewParams(view), period: view.period === "28d" ? undefined : view.period };
  const as = (which: string) => paths.latencyCalendar({ ...params, as: table === which ? undefined : which });
  return (
    <>
      <LatencyHeader
        title="Latency calendar"
        lead={lead(loaded)}
        file={{ ...params, period: view.period, view: "calendar" }}
        mayCustomers={loaded.mayCustomers}
      />
      <div className="flex flex-col gap-5">
        {provenance.problem && (
          <SourceProblem
            problem={provenance.problem}
            lastFetchedAt={provenance.fetchedAt}
            now={loaded.now}
            technical={loaded.technical}
          />
        )}
        {history.words && <Callout tone="info">{history.words}</Callout>}
        <div className="flex flex-wrap items-end justify-between gap-3">
          <Choices
            label="Period of the week"
            choices={Object.entries(rollingLabels)
              .filter(([key]) => key !== "24h")
              .map(([key, label]) => ({
                label,
                to: paths.latencyCalendar({
                  ...params,
                  period: key === "28d" ? undefined : key,
                  as: table || undefined,
                }),
                current: view.period === key,
              }))}
          />
          <ClientChoice clients={clientNames} client={view.client} kept={{ ...params, as: table || undefined }} />
        </div>
        <Panel title="Hours of the week">
          <HourOfWeek
            title={`Average by weekday and hour, ${inSentence(period.label)}`}
            cells={hoursOfWeek}
            target={target}
            unit="s"
            table={table === "hours"}
            tableHref={as("hours")}
          />
          <Provenance of={provenance} />
        </Panel>
        <Panel title="Days">
          <CalendarMap
            title="Average by day, last 53 weeks"
            days={days.map(({ requests: _, ...day }) => ({
              ...day,
              href: paths.latency({ period: day.day, client: view.client || undefined }),
            }))}
            target={target}
            table={table === "days"}
            tableHref={as("days")}
          />
        </Panel>
      </div>
    </>
  );
}
