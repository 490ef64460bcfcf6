import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import type { RecordedSeals } from "#app/domain/exports/seal-labels.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { eventSentence } from "#app/domain/exports/export-labels.ts";
import {
  availability,
  type ExportAction,
  exportActions,
  payrollPermission,
} from "#app/domain/exports/export-states.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { nextSentence } from "#app/domain/exports/next-step-rules.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { reissueLink } from "#app/domain/exports/reissue-link.server.ts";
import { maskPhone } from "#app/domain/exports/request-form.ts";
import { repeatExport } from "#app/domain/exports/repeat-export.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { revokeLink } from "#app/domain/exports/revoke-link.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { readProgress } from "#app/domain/exports/run/read-progress.server.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { ExportStateTag } from "#app/ui/export-state-tag.tsx";
import { NextStep } from "#app/ui/export-next-step.tsx";
import { ArchivePanel, LinkPanel } from "#app/ui/export-panels.tsx";
import { DatesPanel } from "#app/ui/exports/dates-panel.tsx";
import { DownloadsPanel } from "#app/ui/exports/downloads-panel.tsx";
import { RepeatForm } from "#app/ui/exports/repeat-form.tsx";
import { Folded } from "#app/ui/folded.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { RequestFacts } from "#app/ui/request-facts.tsx";
import { Timeline } from "#app/ui/timeline.tsx";
import { useExportProgress } from "#app/ui/use-export-progress.ts";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.request.number} ${data.request.companyName}` : "Export"} · Huolto` },
];

/** The newest events; what came before them is folded away. */
const HISTORY_SHOWN = 4;

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const details = await readExport(ctx, { id: params.id ?? "" });
  // What officers wrote of a payroll is for those alone who may see its scope.
  const { scope: _scope, adjustments: _adjustments, recipientPhone, ...request } = details.request;
  const life = await readLife(ctx, { id: request.id });
  const erasure = life.erasure && { proposed: true, approved: life.erasure.approvedAt !== null };
  const run = details.runs.find((candidate) => candidate.state === "ready");
  return {
    contentHidden: details.contentHidden,
    request: { ...request, phone: maskPhone(recipientPhone) },
    people: details.people,
    archive: run && {
      bytes: run.archiveBytes!,
      sha512: run.archiveSha512!,
      madeAt: run.finishedAt!,
      attempt: run.attempt,
      removedAt: run.removedAt,
      parts: run.partsManifest?.trimEnd().split("\n").length ?? 1,
      seals: run.seals as RecordedSeals,
    },
    links: details.links.map(({ tokenSha256: _token, ...link }) => link),
    life: {
      recorded: life.dates !== null,
      assumed: life.assumed,
      next: nextSentence(request.state, {
        ...life,
        transitionEndsOn: life.dates?.transitionEndsOn ?? null,
        erasure,
        endedAt: request.endedAt,
        peopleRemovedAt: request.peopleRemovedAt,
      }),
      coming: life.coming,
      fetchUntil: life.fetchUntil,
      erasure,
    },
    downloads: life.downloads,
    history: details.history.map(({ seq, at, by, outcome, ...event }) => ({
      key: String(seq),
      at,
      who: by,
      what: eventSentence({ outcome, ...event }),
      tone: outcome === "done" ? ("plain" as const) : ("bad" as const),
    })),
    progress: await readProgress(ctx, { id: request.id }),
    may: Object.fromEntries(
      Object.keys(exportActions).map((action) => [
        action,
        availability(action as ExportAction, request.state, ctx.actor, details.request),
      ]),
    ) as Record<ExportAction, ReturnType<typeof availability>>,
    mayAskAnew:
      ctx.actor.permissions.has("exports.request") &&
      (request.part === "books" || ctx.actor.permissions.has(payrollPermission("repeat"))),
    now: ctx.clock.now(),
  };
});

export const action = staffAction("exports.view", async ({ ctx, request, params, context }) => {
  const form = await request.formData();
  const seen = { id: params.id ?? "", version: Number(form.get("version")) };
  const portalOrigin = context.env.PORTAL_ORIGIN;
  switch (form.get("intent")) {
    case "hand_over":
      await handOverExport(ctx, { ...seen, portalOrigin });
      break;
    case "reissue_link":
      await reissueLink(ctx, { ...seen, portalOrigin });
      break;
    case "revoke_link":
      await revokeLink(ctx, seen);
      break;
    case "rerun":
      await rerunExport(ctx, seen);
      break;
    case "repeat": {
      const text = (name: string) => String(form.get(name) ?? "");
      const { id } = await repeatExport(ctx, {
        ...seen,
        requesterName: text("requesterName"),
        recipientName: text("recipientName"),
        recipientEmail: text("recipientEmail"),
        recipientPhone: text("recipientPhone"),
      });
      return redirect(paths.exportScope(id));
    }
    case "cancel":
      await cancelExport(ctx, { ...seen, reason: String(form.get("reason") ?? "") });
      break;
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
  return redirect(paths.exportRequest(seen.id));
});

export default function ExportRequestPage() {
  const loaded = useLoaderData<typeof loader>();
  const { contentHidden, request, people, archive, links, history, life, downloads, may, mayAskAnew, now } = loaded;
  const progress = useExportProgress(request.id, loaded.progress);
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const earlier = history.length > HISTORY_SHOWN + 1 ? history.slice(0, -HISTORY_SHOWN) : [];
  return (
    <>
      <PageHeader
        above={<Link to={paths.exports()}>Exports</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {request.companyName} <span className="text-muted">no {request.number}</span>
            <span className="text-sm font-normal tracking-normal">
              <ExportStateTag state={progress.requestState} />
            </span>
          </span>
        }
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {contentHidden ? (
          <Panel title="For payroll export officers">
            <p className="max-w-[65ch]">
              This archive is of payroll. You see that it was asked for, its state and its dates; what is in it is for
              those alone who may handle the payroll.
            </p>
            <p className="mt-3 max-w-[75ch] font-medium">{life.next}</p>
          </Panel>
        ) : (
          <NextStep
            request={request}
            people={people}
            life={life}
            progress={progress}
            may={may}
            mayAskAnew={mayAskAnew}
            failure={failure}
          />
        )}
        <DatesPanel request={request} life={life} mayRecord={may.set_dates.allowed} />
        {archive && <ArchivePanel archive={archive} cancelled={request.state === "cancelled"} />}
        {links.length > 0 && <LinkPanel request={request} links={links} may={may} now={now} />}
        {downloads.length > 0 && <DownloadsPanel id={request.id} downloads={downloads} />}
        <Panel
          title="Request"
          aside={
            request.scopeSha256 &&
            !contentHidden && (
              <Link className="text-accent underline" to={paths.exportScope(request.id)}>
                Scope
              </Link>
            )
          }
        >
          <RequestFacts request={request} requestedBy={people.requestedBy} />
        </Panel>
        {may.repeat.allowed && <RepeatForm request={request} failure={failure} />}
        <Panel title="History">
          {earlier.length > 0 && (
            <div className="mb-4">
              <Folded summary={`${earlier.length} earlier`}>
                <Timeline items={earlier} />
              </Folded>
            </div>
          )}
          <Timeline items={history.slice(earlier.length)} />
        </Panel>
      </div>
    </>
  );
}
