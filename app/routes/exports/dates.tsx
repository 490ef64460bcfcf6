import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import { availability, type ExportState, isEnded } from "#app/domain/exports/export-states.ts";
import { extendRetrieval } from "#app/domain/exports/extend-retrieval.server.ts";
import type { DatesInput } from "#app/domain/exports/life-forms.ts";
import { noticeLabels } from "#app/domain/exports/notice-labels.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { recordDates } from "#app/domain/exports/record-dates.server.ts";
import { recordServiceErasure } from "#app/domain/exports/record-service-erasure.server.ts";
import { paths } from "#app/paths.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { ComingDates } from "#app/ui/exports/coming-dates.tsx";
import { DatesFacts } from "#app/ui/exports/dates-facts.tsx";
import { DatesForm } from "#app/ui/exports/dates-form.tsx";
import { RetrievalForm, ServiceErasureForm } from "#app/ui/exports/retrieval-form.tsx";
import { Folded } from "#app/ui/folded.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Dates of the switch · Huolto" }];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const { request } = await readExport(ctx, { id: params.id ?? "" });
  const { erasure, files: _files, downloads: _downloads, ...life } = await readLife(ctx, { id: request.id });
  const { id, version, number, companyName, state } = request;
  const may = (action: "set_dates" | "extend_retrieval" | "record_service_erasure") =>
    availability(action, state, ctx.actor, request).allowed;
  return {
    request: { id, version, number, companyName, state },
    ...life,
    notices: life.notices.map((notice) => ({ ...notice, what: noticeLabels[notice.kind] ?? notice.kind })),
    may: {
      set: may("set_dates"),
      extend: may("extend_retrieval") && life.fetchUntil !== null && erasure === null,
      recordErasure: may("record_service_erasure") && life.fetchUntil !== null && life.fetchUntil < life.today,
    },
  };
});

export const action = staffAction(
  ["exports.request", "exports.hand_over", "exports.erase"],
  async ({ ctx, request, params, context }) => {
    const form = Object.fromEntries(await request.formData()) as Record<string, string>;
    const seen = { id: params.id ?? "", version: Number(form.version) };
    if (form.intent === "set_dates") await recordDates(ctx, { ...(form as unknown as DatesInput), ...seen });
    else if (form.intent === "extend_retrieval")
      await extendRetrieval(ctx, {
        ...seen,
        retrievalEndsOn: form.retrievalEndsOn ?? "",
        reason: form.reason ?? "",
        portalOrigin: context.env.PORTAL_ORIGIN,
      });
    else if (form.intent === "record_service_erasure")
      await recordServiceErasure(ctx, { ...seen, serviceErasedOn: form.serviceErasedOn ?? "" });
    else throw new DomainError("invalid", "This button is not known. Reload the page.");
    return redirect(paths.exportDates(seen.id));
  },
);

/** Until when the archive can be fetched: what everybody who opens the page asks first. */
function fetchSentence(state: ExportState, fetchUntil: string | null, assumed: boolean): string {
  if (isEnded(state)) return "The request has ended: there is no archive to fetch.";
  if (!fetchUntil) return "Until when the archive can be fetched is not known: no dates are recorded.";
  const until = `until ${fetchUntil}${assumed ? ", by dates that are assumed" : ""}`;
  if (state === "retained" || state === "expired" || state === "erased")
    return `The archive could be fetched ${until}.`;
  if (state === "handed_over" || state === "downloaded") return `The archive can be fetched ${until}.`;
  return `Once it is handed over, the archive can be fetched ${until}.`;
}

export default function ExportDates() {
  const {
    request,
    dates,
    assumed,
    fetchUntil,
    handedOverOn,
    serviceErasedOn,
    coming,
    tellBy,
    longest,
    notices,
    ...loaded
  } = useLoaderData<typeof loader>();
  const { today, may } = loaded;
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const ahead = coming.filter((date) => date.state !== "past");
  // What is assumed is no answer to start from: the empty form asks for the day of the notice.
  const recorded = assumed ? null : dates;
  const open = dates?.transitionBasis === "thirty_days" && tellBy !== null && today <= tellBy;
  return (
    <>
      <PageHeader
        above={<ExportTrail request={request} />}
        title="Dates of the switch"
        lead={`${fetchSentence(request.state, fetchUntil, assumed)} These are the days that the EU Data Act promises a leaving customer. The customer is charged nothing for it.`}
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was recorded">
            {failure.error.message}
          </Callout>
        )}
        {!dates && (
          <Callout tone="warn" title="No dates are recorded yet">
            {may.set
              ? "Type the day on which the customer gave notice; what is left empty follows from the law. Until then nobody is warned of them."
              : "Nobody is warned of them until an export officer records when the customer gave notice."}{" "}
            At the hand-over the law's own dates are taken, counted from the day of the request.
          </Callout>
        )}
        {assumed && (
          <Callout tone="warn" title="These dates are assumed">
            Nobody has recorded when the customer gave notice, so the law's own dates are taken, counted from the day of
            the request.{may.set && " Type the right day below."}
          </Callout>
        )}
        {ahead.length > 0 && (
          <Panel title="Coming">
            <ComingDates dates={ahead} />
            {open && request.state !== "downloaded" && (
              <p className="mt-3 max-w-[75ch] text-muted">
                If 30 days are technically unfeasible, tell the customer why by {tellBy}. The transition may then last
                until {longest} at the longest.
              </p>
            )}
          </Panel>
        )}
        {dates && fetchUntil && (
          <Panel title={assumed ? "Assumed" : "Recorded"}>
            <DatesFacts
              dates={dates}
              fetchUntil={fetchUntil}
              handedOverOn={handedOverOn}
              serviceErasedOn={serviceErasedOn}
            />
          </Panel>
        )}
        {may.extend && fetchUntil && (
          <Panel title="Keep it longer for fetching" id="extend">
            <RetrievalForm
              version={request.version}
              reopens={request.state === "retained" || request.state === "expired"}
              failure={failure}
            />
          </Panel>
        )}
        {may.recordErasure && (
          <Panel title="The service's own data">
            <ServiceErasureForm version={request.version} erasedOn={serviceErasedOn} today={today} failure={failure} />
          </Panel>
        )}
        {may.set && (
          <Panel title={recorded ? "Correct the dates" : "Record the dates"} id="record">
            <Folded
              when={recorded !== null}
              summary="A date was typed wrong, or the transition or the fetching takes longer"
              open={failure?.values.intent === "set_dates"}
            >
              <DatesForm version={request.version} dates={recorded} today={today} failure={failure} />
            </Folded>
          </Panel>
        )}
        {notices.length > 0 && (
          <Panel title="Sent">
            <ul className="flex flex-col gap-1.5">
              {notices.map((notice) => (
                <li key={`${notice.kind} ${notice.dueOn}`}>
                  <Instant at={notice.sentAt} /> {notice.what}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  );
}
