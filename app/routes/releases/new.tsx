import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { LINES_HINT } from "#app/ui/releases/release-acts.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { recordFromForm } from "./act-on-release.server.ts";

export const meta: MetaFunction = () => [{ title: "Record a release · Huolto" }];

export const loader = staffLoader("releases.record", async ({ ctx }) => ({
  now: formatInstant(ctx.clock.now()).replace(" ", "T"),
}));

export const action = staffAction("releases.record", async ({ ctx, request }) =>
  redirect(paths.release(await recordFromForm(ctx, await request.formData()))),
);

export default function NewRelease() {
  const { now } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const typed = failure?.values ?? {};
  const error = (field: string) => (failure?.error.field === field ? failure.error.message : undefined);
  const fields = ["version", "kind", "releasedAt", "commit", "lines"];
  return (
    <>
      <PageHeader
        above={<Link to={paths.releases()}>Releases</Link>}
        title="Record a release"
        lead="For a release that no pipeline told of. It is marked on the dashboards and compared with the week before."
      />
      <div className="flex flex-col gap-5">
        {failure && !fields.includes(failure.error.field ?? "") && (
          <Callout tone="bad" title="Nothing was recorded">
            {failure.error.message}
          </Callout>
        )}
        <Panel>
          <Form method="post" className="flex max-w-3xl flex-col items-start gap-4">
            <div className="grid w-full gap-4 sm:grid-cols-2">
              <TextField
                name="version"
                label="Version"
                defaultValue={typed.version}
                error={error("version")}
                maxLength={50}
                required
              />
              <SelectField
                name="kind"
                label="Kind"
                defaultValue={typed.kind}
                error={error("kind")}
                options={[
                  ["weekly", "Weekly"],
                  ["urgent", "Urgent"],
                ]}
              />
              <TextField
                name="releasedAt"
                label="Released (Europe/Helsinki)"
                type="datetime-local"
                defaultValue={typed.releasedAt ?? now}
                error={error("releasedAt")}
                required
              />
              <TextField
                name="commit"
                label="Commit (optional)"
                defaultValue={typed.commit}
                error={error("commit")}
                maxLength={64}
              />
            </div>
            <div className="w-full">
              <TextArea
                name="lines"
                label="Changes"
                rows={8}
                hint={LINES_HINT}
                defaultValue={typed.lines}
                error={error("lines")}
                required
              />
            </div>
            <Button look="primary">Record the release</Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
