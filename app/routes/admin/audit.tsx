import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { type AuditRow, searchEvents } from "#app/domain/audit/search-events.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";
import { paths } from "#app/paths.ts";
import { AuditTable } from "#app/ui/audit-table.tsx";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Audit · Huolto" }];

const textFilters = [
  "actor",
  "action",
  "targetKind",
  "targetId",
  "outcome",
  "requestId",
  "from",
  "to",
  "before",
] as const;
type Filters = Partial<Record<(typeof textFilters)[number], string>>;

export const loader = staffLoader("audit.view", async ({ ctx, request }) => {
  const query = new URL(request.url).searchParams;
  const filters: Filters = {};
  for (const name of textFilters) {
    const value = query.get(name)?.trim();
    if (value) filters[name] = value;
  }
  try {
    const { from, to, outcome, before, ...same } = filters;
    const found = await searchEvents(ctx, {
      ...same,
      outcome: outcome as AuditRow["outcome"] | undefined,
      before: before as unknown as number | undefined,
      from: instant("from", from),
      to: instant("to", to),
    });
    return { filters, ...found, problem: null };
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "invalid")) throw error;
    return { filters, rows: [], next: null, problem: { field: error.field, message: error.message } };
  }
});

function instant(field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const parsed = parseLocal(text);
  if (!parsed) throw new DomainError("invalid", "Give a day and a time such as 2026-11-22T08:00.", { field });
  return parsed;
}

export default function Audit() {
  const { filters, rows, next, problem } = useLoaderData<typeof loader>();
  const { before, ...kept } = filters;
  const narrowed = Object.keys(kept).length > 0;
  const rarer = Boolean(kept.outcome || kept.targetKind || kept.targetId || kept.requestId);
  const error = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <>
      <PageHeader
        title="Audit"
        lead="Everything that was done, and every refusal, the newest first. Rows can be added but never changed or removed. Your looking is recorded too."
      />
      <div className="flex flex-col gap-4">
        <Panel>
          <Form method="get" className="flex flex-col gap-3" key={JSON.stringify(kept)}>
            <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
              <TextField name="actor" label="Who (name or id)" defaultValue={filters.actor} error={error("actor")} />
              <TextField
                name="action"
                label="Action begins with"
                placeholder="staff_role"
                defaultValue={filters.action}
                error={error("action")}
              />
              <TextField
                name="from"
                type="datetime-local"
                label="From (Helsinki)"
                defaultValue={filters.from}
                error={error("from")}
              />
              <TextField
                name="to"
                type="datetime-local"
                label="To (Helsinki)"
                defaultValue={filters.to}
                error={error("to")}
              />
            </div>
            <details open={rarer}>
              <summary className="cursor-pointer text-accent">More filters</summary>
              <div className="mt-2 grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
                <SelectField
                  name="outcome"
                  label="Outcome"
                  defaultValue={filters.outcome ?? ""}
                  error={error("outcome")}
                  options={[
                    ["", "Any"],
                    ["done", "Done"],
                    ["refused", "Refused"],
                    ["failed", "Failed"],
                  ]}
                />
                <TextField
                  name="targetKind"
                  label="Kind of target"
                  placeholder="export_request"
                  defaultValue={filters.targetKind}
                  error={error("targetKind")}
                />
                <TextField
                  name="targetId"
                  label="Target's id"
                  defaultValue={filters.targetId}
                  error={error("targetId")}
                />
                <TextField
                  name="requestId"
                  label="Request id"
                  defaultValue={filters.requestId}
                  error={error("requestId")}
                />
              </div>
            </details>
            <div className="flex gap-2">
              <Button look="primary">Search</Button>
              {narrowed && (
                <Link to={paths.audit()} className={buttonClass("quiet")}>
                  Clear
                </Link>
              )}
            </div>
          </Form>
        </Panel>
        {problem && <Callout tone="bad">{problem.message}</Callout>}
        {!problem && (
          <Panel flush>
            {rows.length === 0 ? (
              <EmptyState
                title={before ? "No older events" : narrowed ? "No event matches" : "Nothing has happened yet"}
                action={
                  narrowed && (
                    <Link to={paths.audit()} className={buttonClass()}>
                      Show all events
                    </Link>
                  )
                }
              >
                {narrowed && "Loosen a filter, or look in another span of time."}
              </EmptyState>
            ) : (
              <AuditTable rows={rows} />
            )}
          </Panel>
        )}
        <nav aria-label="Pages" className="flex gap-2">
          {before && (
            <Link to={paths.audit(kept)} className={buttonClass()}>
              Newest
            </Link>
          )}
          {next !== null && (
            <Link to={paths.audit({ ...kept, before: String(next) })} className={buttonClass()}>
              Older
            </Link>
          )}
        </nav>
      </div>
    </>
  );
}
