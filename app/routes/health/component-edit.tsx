import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { bringBackComponent } from "#app/domain/health/catalogue/bring-back-component.server.ts";
import { editComponent } from "#app/domain/health/catalogue/edit-component.server.ts";
import { readComponent } from "#app/domain/health/catalogue/read-component.server.ts";
import { retireComponent } from "#app/domain/health/catalogue/retire-component.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { ComponentFields } from "#app/ui/health/component-fields.tsx";
import { VersionsList } from "#app/ui/health/versions-list.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { choices, moreRows, typedComponent, valuesOf } from "./component-form.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Edit ${data?.component.name.en ?? "a component"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("health.edit_components", async ({ ctx, params }) => {
  const key = params.key ?? "";
  const { component, versions } = await readComponent(ctx, { key });
  return { component, versions, values: valuesOf(component), choices: await choices(ctx, key) };
});

export const action = staffAction("health.edit_components", async ({ ctx, request, params }) => {
  const more = await moreRows(request);
  if (more) return { ok: true as const, values: more };
  const form = await request.formData();
  const seen = { key: params.key ?? "", version: Number(form.get("version")) };
  const reason = String(form.get("reason") ?? "");
  const what = form.get("what");
  if (what === "retire") await retireComponent(ctx, { ...seen, reason });
  else if (what === "bring-back") await bringBackComponent(ctx, { ...seen, reason });
  else await editComponent(ctx, { ...typedComponent(form), ...seen });
  return redirect(paths.component(seen.key));
});

export default function EditComponent() {
  const { component, versions, values, choices: offered } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result.error : undefined;
  const about = result?.values.what ?? "edit";
  const seen = Number(result?.values.version);
  const since = failure?.code === "conflict" ? versions.filter(({ version }) => version > seen) : [];
  const name = component.name.en;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.health()}>Health</Link> › <Link to={paths.components()}>Components</Link> ›{" "}
            <Link to={paths.component(component.key)}>{name}</Link>
          </>
        }
        title={component.retired ? `Bring ${name} back` : `Edit ${name}`}
        lead={
          component.retired
            ? "It is watched again from the worker's next round on, as it was described before."
            : "The worker uses what you save from its next round on. The description before it is kept."
        }
      />
      <div className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.message}
          </Callout>
        )}
        {since.length > 0 && (
          <Panel title="What changed meanwhile">
            <VersionsList versions={since} />
          </Panel>
        )}
        {!component.retired && (
          <Form method="post" className="flex flex-col gap-5">
            <input type="hidden" name="version" value={component.version} />
            {/* What the Enter key presses: the first button of a form, which would else ask for more rows. */}
            <button type="submit" hidden>
              Save
            </button>
            <ComponentFields
              values={(about === "edit" && result?.values) || values}
              error={about === "edit" ? failure : undefined}
              choices={offered}
              isNew={false}
            />
            <div>
              <Button look="primary">Save</Button>
            </div>
          </Form>
        )}
        <Panel title={component.retired ? "Bring it back" : "Retire it"}>
          <Form method="post" className="flex flex-col items-start gap-3">
            {!component.retired && (
              <p className="max-w-[70ch]">
                Nobody watches it any more and it leaves the health pages. Its history and incidents stay, and it can be
                brought back.
              </p>
            )}
            <input type="hidden" name="version" value={component.version} />
            <input type="hidden" name="what" value={component.retired ? "bring-back" : "retire"} />
            <div className="w-full sm:w-96">
              <TextField
                id="retire-reason"
                name="reason"
                label="Reason"
                required
                defaultValue={about === "edit" ? "" : (result?.values.reason ?? "")}
                error={about !== "edit" && failure?.field === "reason" ? failure.message : undefined}
              />
            </div>
            <Button look={component.retired ? "primary" : "danger"}>
              {component.retired ? "Bring back" : "Retire"}
            </Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
