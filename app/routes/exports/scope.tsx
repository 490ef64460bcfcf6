import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { availability } from "#app/domain/exports/export-states.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { paths } from "#app/paths.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { ScopeReview } from "#app/ui/scope-review.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { loadPreview } from "./preview.server.ts";

export const meta: MetaFunction = () => [{ title: "Scope · Huolto" }];

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const { request } = await readExport(ctx, { id: params.id ?? "" });
  return {
    request: { id: request.id, number: request.number, companyName: request.companyName, version: request.version },
    ...(await loadPreview(ctx, request.id)),
    may: availability("scope", request.state, ctx.actor, request),
    mayAdjust: availability("adjust", request.state, ctx.actor, request).allowed,
  };
});

export const action = staffAction("exports.scope", async ({ ctx, request, params }) => {
  const form = await request.formData();
  const id = params.id ?? "";
  await scopeExport(ctx, {
    id,
    version: Number(form.get("version")),
    scopeSha256: String(form.get("scopeSha256") ?? ""),
  });
  return redirect(paths.exportRequest(id));
});

export default function ExportScope() {
  const { request, preview, problem, may, mayAdjust } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const years = preview?.scope.years ?? [];
  const included = years.filter((year) => year.included).length;
  return (
    <>
      <PageHeader
        above={<ExportTrail request={request} />}
        title="Scope"
        lead={
          preview
            ? `${included} of ${years.length} financial years have something that the law asks to be kept.`
            : "The law gives no scope for this request."
        }
      />
      <div className="flex flex-col gap-5">
        {result && "error" in result && (
          <Callout tone="bad" title="The scope was not recorded">
            {result.error.message}
          </Callout>
        )}
        {problem && (
          <Callout tone="bad" title="No scope can be recorded">
            {problem} Cancel the request and make a new one when that is put right.
          </Callout>
        )}
        {preview?.outdated && (
          <Callout tone="warn" title="The ledger has changed">
            The financial years in the ledger are no longer those of the recorded scope. Below is the scope as it is
            now: record it, so that it can be approved.
          </Callout>
        )}
        {preview && <ScopeReview scope={preview.scope} missing={preview.missing} adjustments={preview.adjustments} />}
        {preview && (
          <Form method="post" className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
            <input type="hidden" name="version" value={request.version} />
            <input type="hidden" name="scopeSha256" value={preview.scopeSha256} />
            <Button look="primary" disabledReason={may.allowed ? undefined : may.reason}>
              {preview.recorded ? "Record the scope anew" : "Record this scope for approval"}
            </Button>
            {mayAdjust && (
              <Link className="text-accent underline" to={paths.exportAdjust(request.id)}>
                Leave something out or keep it longer
              </Link>
            )}
          </Form>
        )}
      </div>
    </>
  );
}
