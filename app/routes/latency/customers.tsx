import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readLatencyCustomers } from "#app/domain/latency/read-latency-customers.server.ts";
import { inSentence, rollingLabels } from "#app/domain/latency/view-rules.ts";
import { formatCount, formatShare } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/latency/choices.tsx";
import { CustomerTable } from "#app/ui/latency/customer-table.tsx";
import { LatencyHeader } from "#app/ui/latency/latency-header.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Latency by customer · Huolto" }];

const periods = ["7d", "28d", "91d", "365d"] as const;

export const loader = staffLoader("latency_customers.view", async ({ ctx, request, context }) => {
  const asked = new URL(request.url).searchParams.get("period") || undefined;
  const now = ctx.clock.now();
  const { provenance, ...customers } = await readLatencyCustomers(
    ctx,
    // Another period is refused by the verb, with a sentence.
    { period: asked as (typeof periods)[number] | undefined },
    context.signal,
  );
  return {
    ...customers,
    provenance: provenance.map((one) => shownProvenance(one, now)),
    clientNames: Object.fromEntries(ctx.profile.latency.clients.map(({ id, name }) => [id, name.en])),
    technical: ctx.actor.permissions.has("system.view"),
  };
});

/** In the verb's order. */
const sourceNames = ["the list", "requests", "server seconds", "requests within the target"];

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function lead({ rows }: Loaded): string {
  if (rows === null) return "No data: Grafana has not answered yet.";
  const [first] = rows;
  // The list holds customers that lost nothing too: an empty one is no good news.
  if (!first) return "No data: no customer with enough traffic was recorded in this period.";
  if (first.secondsLost === 0) return "No customer with enough traffic lost time over the target.";
  return `${first.name ?? `The customer ${first.customer}`} lost most: ${formatShare(first.shareOfLoss)} of what the ${rows.length === 1 ? "one customer" : `${rows.length} customers`} in this list lost over the target.`;
}

export default function Customers() {
  const loaded = useLoaderData<typeof loader>();
  const { rows, period, provenance, minimumRequests, clientNames } = loaded;
  const problem = provenance.find((one) => one.problem)?.problem;
  return (
    <>
      <LatencyHeader
        title="Latency by customer"
        lead={lead(loaded)}
        file={{ period: period.key, view: "customers" }}
        mayCustomers
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
        <Choices
          label="Period"
          choices={periods.map((key) => ({
            label: rollingLabels[key]!,
            to: paths.latencyCustomers({ period: key }),
            current: period.key === key,
          }))}
        />
        <Panel title={`Customers, ${inSentence(period.label)}`} flush>
          {rows && rows.length > 0 ? (
            <CustomerTable rows={rows} names={clientNames} />
          ) : (
            <EmptyState title={rows ? "Nobody was recorded" : "No measurements yet"}>
              {rows
                ? `There is no customer with ${formatCount(minimumRequests)} requests or more. See whether the recording rules of the customers' days run.`
                : "The list is read from Grafana's recorded days. It is shown here once Grafana has answered."}
            </EmptyState>
          )}
        </Panel>
        <p className="max-w-[80ch] text-muted">
          Lost: each client kind's seconds over the target, added up. At most 20 customers with{" "}
          {formatCount(minimumRequests)} requests or more, in whole recorded days. Nobody's use is limited for being in
          this list.
        </p>
        <div className="flex flex-wrap gap-x-4">
          {provenance.map((one, index) => (
            <Provenance key={one.purpose} of={one} name={sourceNames[index]} />
          ))}
        </div>
      </div>
    </>
  );
}
