import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { readDisclosure } from "#app/domain/disclosures/read-disclosure.server.ts";
import { readDisclosureState } from "#app/domain/disclosures/read-disclosure-state.server.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { CandidateChooser } from "#app/ui/disclosures/candidate-chooser.tsx";
import { DeliveryPanel, PackagePanel, RequestPanel, TellPanel } from "#app/ui/disclosures/disclosure-panels.tsx";
import { DisclosureStateTag } from "#app/ui/disclosures/disclosure-state-tag.tsx";
import { NextStep } from "#app/ui/disclosures/next-step.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { Timeline } from "#app/ui/timeline.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnDisclosure } from "./act-on-disclosure.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Log disclosure ${data?.row.number ?? ""} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("disclosures.register", async ({ ctx, params }) => {
  const id = params.id ?? "";
  const row = await readDisclosureState(ctx, { id });
  // Whoever may not see the content gets none of it, in the page or in its data.
  const sees = ctx.actor.permissions.has("disclosures.view_content");
  return {
    row,
    view: sees ? await readDisclosure(ctx, { id }) : null,
    approver: { fresh: hasFreshSignIn(ctx), formToken: ctx.actor.formToken },
  };
});

export const action = staffAction("disclosures.view_content", async ({ ctx, request, params, context }) => {
  const id = params.id ?? "";
  await actOnDisclosure(ctx, id, await request.formData(), context.env.PORTAL_ORIGIN);
  return redirect(paths.disclosure(id));
});

export default function DisclosurePage() {
  const { row, view, approver } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const running = view?.run.state === "queued" || view?.run.state === "running";
  useRefresh(running ? 5 : 60);
  return (
    <>
      <PageHeader
        above={<Link to={paths.disclosures()}>Log disclosures</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            Log disclosure {row.number}
            <span className="text-sm font-normal tracking-normal">
              <DisclosureStateTag state={row.state} />
            </span>
          </span>
        }
        lead={
          view?.sentence ??
          "The request is with the platform team. What it asks for is seen by them alone, also if you registered it."
        }
      />
      <div className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="Nothing was done">
            {failure.error.message}
          </Callout>
        )}
        {!view && (
          <Panel title="How far it is">
            <Facts
              items={[
                ["Registered", <Instant key="registered" at={row.registeredAt} />],
                ["Last step", <Instant key="changed" at={row.changedAt} />],
              ]}
            />
          </Panel>
        )}
        {view && (
          <>
            {view.run.state === "failed" && <Callout tone="bad">{view.run.error}</Callout>}
            {running && (
              <Panel title="The log is being searched">
                <progress
                  className="block h-2.5 w-full"
                  aria-label="Rows found"
                  {...(view.run.rowsTotal ? { value: view.run.rowsDone, max: view.run.rowsTotal } : {})}
                />
                <p className="tabular mt-2 text-muted">
                  {view.run.rowsDone}
                  {view.run.rowsTotal !== null && ` of ${view.run.rowsTotal}`} rows
                </p>
              </Panel>
            )}
            {view.matches.length > 0 && (
              <Panel title="Who is meant">
                <CandidateChooser
                  matches={view.matches}
                  version={view.version}
                  open={view.run.state === "choosing" && view.may.choose.allowed}
                />
              </Panel>
            )}
            <PackagePanel view={view} />
            {view.state !== "closed" && view.state !== "refused" && (
              <Panel title="What to do">
                <NextStep view={view} approver={approver} failure={failure} />
              </Panel>
            )}
            <DeliveryPanel view={view} />
            <RequestPanel view={view} failure={failure} />
            {!view.erased && <TellPanel view={view} />}
            {view.refusalReason && (
              <Panel title="Why it was refused">
                <p>{view.refusalReason}</p>
              </Panel>
            )}
            <Panel title="What happened, newest first">
              {view.keepUntil && !view.erased && (
                <p className="mb-3 text-muted">What this request holds is erased after {view.keepUntil}.</p>
              )}
              <Timeline items={view.timeline.map(({ bad, ...item }) => ({ ...item, tone: bad ? "bad" : "plain" }))} />
            </Panel>
          </>
        )}
      </div>
    </>
  );
}
