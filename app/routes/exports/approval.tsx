import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { availability } from "#app/domain/exports/export-states.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { maskPhone } from "#app/domain/exports/request-form.ts";
import { formatCounted } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { ReasonForm } from "#app/ui/reason-form.tsx";
import { RequestFacts } from "#app/ui/request-facts.tsx";
import { ScopeReview } from "#app/ui/scope-review.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { loadPreview } from "./preview.server.ts";

export const meta: MetaFunction = () => [{ title: "Approval · Huolto" }];

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const { request, people } = await readExport(ctx, { id: params.id ?? "" });
  const { scope: _scope, recipientPhone, ...shown } = request;
  return {
    // Who approves answers for the number and sees it whole; others see enough to recognise it by.
    request: {
      ...shown,
      phone: ctx.actor.permissions.has("exports.approve") ? recipientPhone : maskPhone(recipientPhone),
    },
    people,
    ...(await loadPreview(ctx, request.id)),
    formToken: ctx.actor.formToken,
    fresh: hasFreshSignIn(ctx),
    may: {
      approve: availability("approve", request.state, ctx.actor, request),
      refuse: availability("refuse", request.state, ctx.actor, request),
    },
  };
});

export const action = staffAction("exports.approve", async ({ ctx, request, params }) => {
  const form = await request.formData();
  const seen = { id: params.id ?? "", version: Number(form.get("version")) };
  if (form.get("intent") === "refuse") await refuseExport(ctx, { ...seen, reason: String(form.get("reason") ?? "") });
  else
    await approveExport(ctx, {
      ...seen,
      scopeSha256: String(form.get("scopeSha256") ?? ""),
      formToken: String(form.get("formToken") ?? ""),
    });
  return redirect(paths.exportRequest(seen.id));
});

type Waiting = { scope: { years: { included: boolean }[] }; missing: unknown[]; adjustments: readonly unknown[] };

/** How much there is to look at, in a sentence. */
function whatWaits({ scope, missing, adjustments }: Waiting): string {
  const years = scope.years.filter((year) => year.included).length;
  const parts = [
    `${formatCounted(years, "financial year")} of ${scope.years.length}`,
    adjustments.length > 0 && `${formatCounted(adjustments.length, "decision")} beside the law`,
    missing.length > 0 && `${formatCounted(missing.length, "thing")} missing or unusual`,
  ].filter(Boolean);
  return `${parts.join(", ")}.`;
}

export default function ExportApproval() {
  const { request, people, preview, problem, formToken, fresh, may } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const here = paths.exportApproval(request.id);
  const blocked = may.approve.allowed
    ? preview?.outdated
      ? "The ledger has changed since the scope was recorded: it has to be recorded anew."
      : undefined
    : may.approve.reason;
  return (
    <>
      <PageHeader
        above={<ExportTrail request={request} />}
        title="Approval"
        lead={
          preview && may.approve.allowed ? (
            <>
              {whatWaits(preview)} You approve exactly what stands here: who asked, who receives it at which number, and
              this scope. <a href="#decision">To the decision</a>
            </>
          ) : (
            blocked
          )
        }
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was approved">
            {failure.error.message}
          </Callout>
        )}
        {problem && <Callout tone="bad">{problem}</Callout>}
        <Panel title="Request">
          <RequestFacts request={request} requestedBy={people.requestedBy} />
        </Panel>
        {preview && <ScopeReview scope={preview.scope} missing={preview.missing} adjustments={preview.adjustments} />}
        {preview && (
          <Panel title="Decision" id="decision">
            <p>
              Scope recorded by <span className="font-medium">{people.scopedBy ?? "nobody yet"}</span>. Its fingerprint:{" "}
              <code className="text-[13px] break-all text-muted">{preview.scopeSha256}</code>
            </p>
            <div className="mt-3.5 flex flex-wrap items-center gap-3">
              {!blocked && !fresh ? (
                <Link className={buttonClass("primary")} to={paths.freshSignIn(here)}>
                  Sign in again to approve
                </Link>
              ) : (
                <Form method="post">
                  <input type="hidden" name="version" value={request.version} />
                  <input type="hidden" name="scopeSha256" value={preview.scopeSha256} />
                  <input type="hidden" name="formToken" value={formToken} />
                  <Button look="primary" name="intent" value="approve" disabledReason={blocked}>
                    Approve and start the run
                  </Button>
                </Form>
              )}
              {!blocked && !fresh && (
                <span className="text-muted">An approval needs a sign-in made within the last 5 minutes.</span>
              )}
            </div>
            {may.refuse.allowed && (
              <ReasonForm
                summary="Refuse instead"
                version={request.version}
                intent="refuse"
                button="Refuse the request"
                failure={failure}
              />
            )}
          </Panel>
        )}
      </div>
    </>
  );
}
