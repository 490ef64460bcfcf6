import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { createComponent } from "#app/domain/health/catalogue/create-component.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { ComponentFields } from "#app/ui/health/component-fields.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { choices, moreRows, typedComponent } from "./component-form.server.ts";

export const meta: MetaFunction = () => [{ title: "Add a component · Huolto" }];

export const loader = staffLoader("health.edit_components", async ({ ctx }) => ({ choices: await choices(ctx, null) }));

export const action = staffAction("health.edit_components", async ({ ctx, request }) => {
  const more = await moreRows(request);
  if (more) return { ok: true as const, values: more };
  const { key } = await createComponent(ctx, typedComponent(await request.formData()));
  return redirect(paths.component(key));
});

export default function NewComponent() {
  const { choices: offered } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result.error : undefined;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.health()}>Health</Link> › <Link to={paths.components()}>Components</Link>
          </>
        }
        title="Add a component"
        lead="The worker looks at it from its next round on, and reads the last 90 days back from its measurements."
      />
      <Form method="post" className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="The component was not added">
            {failure.message}
          </Callout>
        )}
        {/* What the Enter key presses: the first button of a form, which would else ask for more rows. */}
        <button type="submit" hidden>
          Save
        </button>
        <ComponentFields values={result?.values ?? {}} error={failure} choices={offered} isNew />
        <div>
          <Button look="primary">Add the component</Button>
        </div>
      </Form>
    </>
  );
}
