import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { type ExportState, exportStates, partLabels, stateLabels } from "#app/domain/exports/export-states.ts";
import { type ListedExport, listExports } from "#app/domain/exports/list-exports.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { makeExportFeed } from "#app/domain/exports/make-export-feed.server.ts";
import { readFeedMadeAt } from "#app/domain/exports/read-feed-made-at.server.ts";
import { revokeExportFeed } from "#app/domain/exports/revoke-export-feed.server.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { CalendarAddress } from "#app/ui/exports/calendar-address.tsx";
import { ExportStateTag } from "#app/ui/export-state-tag.tsx";
import { NextDate } from "#app/ui/exports/coming-dates.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Exports · Huolto" }];

export const loader = staffLoader("exports.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const asked = params.get("state") ?? "";
  const state: "" | "open" | ExportState =
    asked === "open" ? "open" : (exportStates.find((known) => known === asked) ?? "");
  const query = params.get("q") ?? "";
  const before = /^\d{1,9}$/.exec(params.get("before") ?? "")?.[0];
  const found = await listExports(ctx, { query, state, before });
  return {
    ...found,
    query,
    state,
    before,
    mayRequest: ctx.actor.permissions.has("exports.request"),
    feedMadeAt: await readFeedMadeAt(ctx),
  };
});

export const action = staffAction("exports.request", async ({ ctx, request, context }) => {
  const intent = (await request.formData()).get("intent");
  if (intent === "make_feed") {
    const { token } = await makeExportFeed(ctx);
    return { ok: true as const, feed: context.env.PUBLIC_ORIGIN + paths.exportCalendar(token) };
  }
  if (intent !== "revoke_feed") throw new DomainError("invalid", "This button is not known. Reload the page.");
  await revokeExportFeed(ctx);
  return redirect(`${paths.exports()}#calendar`);
});

type Row = Omit<ListedExport, "requestedAt"> & { requestedAt: Date | string };

function Next({ of: row }: { of: Row }) {
  if (!row.next && !row.datesMissing) return <span className="text-muted">–</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {row.next && <NextDate date={row.next} />}
      {row.datesMissing && (
        <Link className="text-accent hover:underline" to={paths.exportDates(row.id)}>
          {row.next ? "Assumed" : "Not recorded"}
        </Link>
      )}
    </span>
  );
}

const columns: Column<Row>[] = [
  { key: "number", header: "No", numeric: true, cell: (row) => row.number },
  {
    key: "company",
    header: "Company",
    rowHeader: true,
    cell: (row) => (
      <>
        <Link className="text-accent hover:underline" to={paths.exportRequest(row.id)}>
          {row.companyName}
        </Link>
        <span className="tabular block text-[13px] font-normal whitespace-nowrap text-muted">
          {row.businessId}
          <span className="sm:hidden"> · {partLabels[row.part]}</span>
        </span>
      </>
    ),
  },
  { key: "part", header: "Of", from: "sm", cell: (row) => partLabels[row.part] },
  {
    key: "state",
    header: "State",
    cell: (row) => (
      <span className="max-sm:[&>*]:whitespace-normal">
        <ExportStateTag state={row.state} />
      </span>
    ),
  },
  {
    key: "next",
    header: "Next date",
    from: "md",
    cell: (row) => <Next of={row} />,
  },
  {
    key: "contract",
    header: "Contract ends",
    from: "md",
    cell: (row) => <span className="tabular whitespace-nowrap">{row.contractEndsOn}</span>,
  },
  {
    key: "requested",
    header: "Requested",
    from: "lg",
    cell: (row) => <Instant at={row.requestedAt} />,
  },
];

function summary(counts: Partial<Record<ExportState, number>>): string {
  const number = (...states: ExportState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const parts = [
    [number("scoped"), "for approval"],
    [number("requested"), "for a scope"],
    [number("approved", "running"), "for the run to end"],
    [number("ready"), "to be handed over"],
    [number("failed"), "for a look at what failed"],
    [number("retained", "expired"), "to be erased"],
  ].filter(([n]) => n !== 0);
  const away = number("handed_over", "downloaded");
  return parts.length === 0
    ? `Nothing waits for anybody here.${away > 0 ? ` With customers: ${away}.` : ""}`
    : `Waiting: ${parts.map(([n, what]) => `${n} ${what}`).join(", ")}.`;
}

export default function Exports() {
  const { exports, counts, nextBefore, query, state, before, mayRequest, feedMadeAt } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const narrowed = query !== "" || state !== "";
  const kept = { q: query, state };
  return (
    <>
      <PageHeader
        title="Exports"
        lead={summary(counts)}
        actions={
          mayRequest && (
            <Link className={buttonClass("primary")} to={paths.exportNew()}>
              New export
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-4">
        <Form method="get" className="flex flex-wrap items-end gap-3" key={`${query}|${state}`}>
          <div className="w-full sm:w-72">
            <TextField name="q" type="search" label="Company, business id or number" defaultValue={query} />
          </div>
          <div className="w-full sm:w-56">
            <SelectField
              name="state"
              label="State"
              defaultValue={state}
              options={[
                ["", "All"],
                ["open", "Waiting for somebody here"],
                ...exportStates.map((known): [string, string] => [known, stateLabels[known]]),
              ]}
            />
          </div>
          <Button>Show</Button>
          {narrowed && (
            <Link className={buttonClass("quiet")} to={paths.exports()}>
              Clear
            </Link>
          )}
        </Form>
        <Panel flush>
          {exports.length === 0 ? (
            <EmptyState
              title={narrowed || before ? "No request matches" : "No exports yet"}
              action={
                mayRequest &&
                !narrowed && (
                  <Link className={buttonClass("primary")} to={paths.exportNew()}>
                    New export
                  </Link>
                )
              }
            >
              {narrowed
                ? "Look for another word, or in all states."
                : "When a customer leaves, its statutory archive begins here: request, scope by law, approval by a second person, run, hand-over."}
            </EmptyState>
          ) : (
            <Table
              caption="Export requests, newest first"
              columns={columns}
              rows={exports}
              rowKey={(row) => row.id}
              detail={(row) =>
                row.next || row.datesMissing ? (
                  <span className="flex flex-wrap gap-x-2 text-[13px]">
                    <span className="text-muted">Next date:</span> <Next of={row} />
                  </span>
                ) : null
              }
              detailBelow="md"
            />
          )}
        </Panel>
        {(before || nextBefore !== null) && (
          <nav aria-label="Pages" className="flex gap-2">
            {before && (
              <Link className={buttonClass()} to={paths.exports(kept)}>
                Newest
              </Link>
            )}
            {nextBefore !== null && (
              <Link className={buttonClass()} to={paths.exports({ ...kept, before: String(nextBefore) })}>
                Older
              </Link>
            )}
          </nav>
        )}
        {failure && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {mayRequest && <CalendarAddress madeAt={feedMadeAt} made={result && "feed" in result ? result.feed : null} />}
      </div>
    </>
  );
}
