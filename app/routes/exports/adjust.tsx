import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import { addAdjustment } from "#app/domain/exports/add-adjustment.server.ts";
import { adjustableMaterials } from "#app/domain/exports/adjustments.ts";
import { availability } from "#app/domain/exports/export-states.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { removeAdjustment } from "#app/domain/exports/remove-adjustment.server.ts";
import { paths } from "#app/paths.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { AdjustmentForm } from "#app/ui/adjustment-form.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { ScopeAdjustments } from "#app/ui/scope-adjustments.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Adjust the scope · Huolto" }];

export const loader = staffLoader("exports.view", async ({ ctx, params }) => {
  const { request, scope, adjustments } = await previewExport(ctx, { id: params.id ?? "" });
  return {
    request: {
      id: request.id,
      number: request.number,
      companyName: request.companyName,
      version: request.version,
      recorded: request.state === "scoped",
    },
    adjustments,
    materials: adjustableMaterials(scope.part),
    years: scope.years.map((year): [string, string] => [year.endsOn, `${year.startsOn} – ${year.endsOn}`]),
    may: availability("adjust", request.state, ctx.actor, request),
  };
});

export const action = staffAction("exports.scope", async ({ ctx, request, params }) => {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const seen = { id: params.id ?? "", version: Number(form.get("version")) };
  switch (form.get("intent")) {
    case "add":
      await addAdjustment(ctx, {
        ...seen,
        kind: text("kind"),
        material: text("material"),
        yearEndsOn: text("yearEndsOn"),
        until: text("until"),
        reason: text("reason"),
      });
      break;
    case "remove":
      await removeAdjustment(ctx, { ...seen, index: Number(form.get("index")) });
      break;
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
  return redirect(paths.exportAdjust(seen.id));
});

export default function ExportAdjust() {
  const { request, adjustments, materials, years, may } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  return (
    <>
      <PageHeader
        above={
          <ExportTrail request={request}>
            {" "}
            › <Link to={paths.exportScope(request.id)}>Scope</Link>
          </ExportTrail>
        }
        title="Adjust the scope"
        lead={
          adjustments.length === 0
            ? "The scope is what the law says. Leave something of it out, or keep it longer, with a reason that the approver reads."
            : `${adjustments.length} ${adjustments.length === 1 ? "decision differs" : "decisions differ"} from what the law says. The approver sees each with its reason.`
        }
      />
      <div className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {request.recorded && (
          <Callout tone="warn" title="A scope is recorded already">
            A change here takes it back: it has to be recorded again before it can be approved.
          </Callout>
        )}
        <ScopeAdjustments adjustments={adjustments} remove={may.allowed ? { version: request.version } : undefined} />
        {may.allowed ? (
          <AdjustmentForm version={request.version} materials={materials} years={years} failure={failure} />
        ) : (
          <Callout tone="info">{may.reason}</Callout>
        )}
        <p>
          <Link className="text-accent underline" to={paths.exportScope(request.id)}>
            Back to the scope
          </Link>
        </p>
      </div>
    </>
  );
}
