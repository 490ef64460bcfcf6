import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { DomainError } from "#app/domain/errors.ts";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { availability, SAME_PERSON_ERASES } from "#app/domain/exports/export-states.ts";
import { requirePart } from "#app/domain/exports/payroll-part.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { withdrawErasure } from "#app/domain/exports/withdraw-erasure.server.ts";
import { paths } from "#app/paths.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { SignInAgain } from "#app/ui/decision-form.tsx";
import { ErasureFacts, ProposeForm, ApproveForm, WithdrawForm } from "#app/ui/exports/erasure-forms.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Erasure · Huolto" }];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const { request } = await readExport(ctx, { id: params.id ?? "" });
  requirePart(ctx, request);
  const { erasure, files, fetchUntil, fetchedOn, serviceErasedOn } = await readLife(ctx, { id: request.id });
  const { id, version, number, companyName, state } = request;
  const may = (action: "propose_erasure" | "approve_erasure" | "withdraw_erasure") =>
    availability(action, state, ctx.actor, request);
  return {
    request: { id, version, number, companyName, state },
    erasure,
    files: files.map(({ key: _key, ...file }) => file),
    fetchUntil,
    fetchedOn,
    serviceErasedOn,
    mine: erasure?.proposedById === ctx.actor.id,
    formToken: ctx.actor.formToken,
    fresh: hasFreshSignIn(ctx),
    may: { propose: may("propose_erasure"), approve: may("approve_erasure"), withdraw: may("withdraw_erasure") },
  };
});

export const action = staffAction(["exports.erase", "exports.approve_erasure"], async ({ ctx, request, params }) => {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const seen = { id: params.id ?? "", version: Number(form.get("version")) };
  switch (form.get("intent")) {
    case "propose_erasure":
      await proposeErasure(ctx, { ...seen, reason: text("reason") });
      break;
    case "approve_erasure":
      await approveErasure(ctx, {
        ...seen,
        formToken: text("formToken"),
        confirmed: text("confirmed") === "yes",
      });
      break;
    case "withdraw_erasure":
      await withdrawErasure(ctx, seen);
      break;
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
  return redirect(paths.exportErasure(seen.id));
});

function lead(erased: boolean, erasure: { proposedBy: string; approvedBy: string | null } | null): string {
  if (erased) return "The archive is erased for good. The certificate and the trail remain.";
  if (!erasure)
    return "Nobody has proposed it yet. One person proposes it, another approves it, and the worker erases the files for good.";
  if (!erasure.approvedBy) return `${erasure.proposedBy} proposes it. Another person approves it, or takes it back.`;
  return "It is approved, and the worker erases the files for good. A certificate and the trail remain.";
}

export default function ExportErasure() {
  const loaded = useLoaderData<typeof loader>();
  const { request, erasure, fresh, formToken, mine, may } = loaded;
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const here = paths.exportErasure(request.id);
  const waiting = erasure !== null && erasure.approvedAt === null;
  return (
    <>
      <PageHeader
        above={<ExportTrail request={request} />}
        title="Erasure"
        lead={lead(request.state === "erased", erasure)}
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was done">
            {failure.error.message}
          </Callout>
        )}
        <Panel title="What is erased">
          <ErasureFacts {...loaded} />
        </Panel>
        {erasure === null && request.state !== "erased" && (
          <Panel title="Propose">
            {may.propose.allowed ? (
              <ProposeForm version={request.version} failure={failure} />
            ) : (
              <p>{may.propose.reason}</p>
            )}
          </Panel>
        )}
        {waiting && (
          <Panel title="Decision of another person">
            <div className="flex flex-col items-start gap-3">
              {mine ? (
                <p>{SAME_PERSON_ERASES}</p>
              ) : !may.approve.allowed ? (
                <p>{may.approve.reason}</p>
              ) : fresh ? (
                <ApproveForm version={request.version} formToken={formToken} failure={failure} />
              ) : (
                <SignInAgain from={here} to="approve" what="Approving an erasure" />
              )}
              {may.withdraw.allowed && <WithdrawForm version={request.version} mine={mine} />}
            </div>
          </Panel>
        )}
      </div>
    </>
  );
}
