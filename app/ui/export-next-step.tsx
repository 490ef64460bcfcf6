import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { phaseLabels } from "#app/domain/exports/export-labels.ts";
import type { Availability, ExportAction, ExportState } from "#app/domain/exports/export-states.ts";
import type { Progress } from "#app/domain/exports/run/progress-numbers.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { ExportProgress } from "./export-progress.tsx";
import { Panel } from "./panel.tsx";
import { ReasonForm } from "./reason-form.tsx";

type People = { scopedBy: string | null; approvedBy: string | null; endedBy: string | null };
type Life = {
  /** What comes next and by when, in a sentence. */
  next: string;
  /** The last day for fetching, where there are dates. */
  fetchUntil: string | null;
  erasure: { approved: boolean } | null;
};
type Props = {
  request: { id: string; version: number; state: ExportState; endReason: string | null; companyId: string };
  people: People;
  life: Life;
  progress: Progress;
  may: Record<ExportAction, Availability>;
  /** A new request for the company, after one that was refused. */
  mayAskAnew: boolean;
  failure?: { error: { field?: string; message: string }; values: Record<string, string> };
};

/** What comes next and by when, by the state, with the button for it; and cancelling, where that can be done. */
export function NextStep({ request, people, life, progress, may, mayAskAnew, failure }: Props) {
  return (
    <Panel title={headings[progress.requestState]}>
      {/* The page is about to be loaded anew where the state has moved on. */}
      {progress.requestState === request.state && <p className="mb-3 max-w-[75ch] font-medium">{life.next}</p>}
      <Step request={request} people={people} life={life} progress={progress} may={may} mayAskAnew={mayAskAnew} />
      {may.cancel.allowed && (
        <ReasonForm
          summary="Cancel the request"
          quiet
          version={request.version}
          intent="cancel"
          button="Cancel the request"
          failure={failure}
        />
      )}
    </Panel>
  );
}

const headings: Record<ExportState, string> = {
  requested: "Next: record the scope",
  scoped: "Next: approval by another person",
  approved: "The archive is being made",
  running: "The archive is being made",
  ready: "Next: hand over",
  handed_over: "Handed over",
  downloaded: "Downloaded",
  retained: "Downloaded; the time for fetching it is over",
  expired: "Nobody fetched it in time",
  erased: "Erased",
  failed: "The run failed",
  lapsed: "Lapsed without an archive",
  refused: "Refused",
  cancelled: "Cancelled",
};

const reason = (availability: Availability) => (availability.allowed ? undefined : availability.reason);

function Step({ request, people, life, progress, may, mayAskAnew }: Omit<Props, "failure">) {
  switch (progress.requestState) {
    case "requested":
      return (
        <Said text="The law decides what is in the archive and what is not. Look at it, then record it.">
          <Link className={buttonClass("primary")} to={paths.exportScope(request.id)}>
            Look at the scope
          </Link>
        </Said>
      );
    case "scoped":
      return (
        <Said
          text={
            may.approve.allowed
              ? `${people.scopedBy} recorded the scope. Look at the request and the scope, then approve or refuse.`
              : may.approve.reason
          }
        >
          <Link
            className={buttonClass(may.approve.allowed ? "primary" : "secondary")}
            to={paths.exportApproval(request.id)}
          >
            To the approval
          </Link>
        </Said>
      );
    case "approved":
    case "running":
      return (
        <div className="flex flex-col gap-3">
          <ExportProgress
            progress={progress.quiet ? { ...progress, secondsLeft: null } : progress}
            phase={phaseLabels[progress.phase] ?? progress.phase}
          />
          {progress.quiet && (
            <Callout tone="warn" title="The worker has gone quiet">
              If it does not come back, another one takes the run up from the start within a minute.
            </Callout>
          )}
          {!progress.workerAlive && (
            <Callout tone="warn" title="No worker is running">
              The run begins by itself when one does. Tell the platform team.
            </Callout>
          )}
          {progress.error && (
            <Callout tone="warn" title={`Attempt ${progress.attempt} stopped; the run goes on by itself`}>
              {progress.error.message}
            </Callout>
          )}
          <noscript>
            <meta httpEquiv="refresh" content="5" />
            <p className="text-muted">This page loads itself anew every five seconds.</p>
          </noscript>
        </div>
      );
    case "ready":
      return (
        <Said text="The customer gets an e-mail with a link that works as long as the archive can be fetched. The code for it goes by SMS, when the customer asks for it.">
          <Act request={request} intent="hand_over" look="primary" disabledReason={reason(may.hand_over)}>
            Hand over
          </Act>
        </Said>
      );
    case "failed":
      return (
        <div className="flex flex-col gap-3">
          <Callout tone="bad" title="No archive was made">
            {progress.error?.message}
          </Callout>
          <div>
            <Act request={request} intent="rerun" look="primary" disabledReason={reason(may.rerun)}>
              Run again
            </Act>
          </div>
        </div>
      );
    case "handed_over":
      return (
        <p>
          The link is with the customer, who has not fetched the whole archive yet
          {life.fetchUntil && `. It can be fetched until ${life.fetchUntil}`}.
        </p>
      );
    case "downloaded":
      return (
        <p>
          The customer has fetched the whole archive. The link can be issued again
          {life.fetchUntil ? ` until ${life.fetchUntil}` : " as long as it is kept"}.
        </p>
      );
    case "retained":
    case "expired":
      return (
        <Said text={erasureSentence(life.erasure)}>
          <Link
            className={buttonClass(may.propose_erasure.allowed ? "primary" : "secondary")}
            to={paths.exportErasure(request.id)}
          >
            To the erasure
          </Link>
        </Said>
      );
    case "erased":
      return (
        <Said text="The files are erased for good. What remains is that the archive was there, and the certificate for the customer.">
          <Link className={buttonClass("secondary")} to={paths.exportErasure(request.id)}>
            The certificate
          </Link>
        </Said>
      );
    case "lapsed":
      return (
        <p className="max-w-[65ch]">
          Making the archive failed, and nobody started it again or cancelled the request in time. If the customer still
          needs the archive, ask for the same scope again.
        </p>
      );
    default:
      return (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-[65ch]">
            {people.endedBy && <span className="font-medium">{people.endedBy}: </span>}
            {request.endReason}
          </p>
          {progress.requestState === "refused" && mayAskAnew && (
            <Link className={buttonClass("secondary")} to={paths.exportNew({ company: request.companyId })}>
              Make a new request
            </Link>
          )}
        </div>
      );
  }
}

function erasureSentence(erasure: Life["erasure"]): string {
  if (!erasure) return "The link works no more. The archive is to be erased now, or kept longer if the customer asks.";
  return erasure.approved
    ? "The erasure is approved. The worker carries it out."
    : "The erasure is proposed. Another person approves it or takes it back.";
}

function Said({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="max-w-[65ch]">{text}</p>
      {children}
    </div>
  );
}

/** A button that does one thing with the request as the person saw it. */
export function Act({
  request,
  intent,
  ...button
}: { request: { version: number }; intent: ExportAction } & Parameters<typeof Button>[0]) {
  return (
    <Form method="post">
      <input type="hidden" name="version" value={request.version} />
      <Button {...button} name="intent" value={intent} />
    </Form>
  );
}
