import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listDisclosures } from "#app/domain/disclosures/list-disclosures.server.ts";
import { registerDisclosure } from "#app/domain/disclosures/register-disclosure.server.ts";
import { paths } from "#app/paths.ts";
import { DisclosureTable } from "#app/ui/disclosures/disclosure-table.tsx";
import { RegisterForm } from "#app/ui/disclosures/register-form.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { registrationOf } from "./disclosure-fields.server.ts";

export const meta: MetaFunction = () => [{ title: "Log disclosures · Huolto" }];

export const loader = staffLoader("disclosures.register", async ({ ctx }) => listDisclosures(ctx));

export const action = staffAction("disclosures.register", async ({ ctx, request }) => {
  const { id } = await registerDisclosure(ctx, registrationOf(await request.formData()));
  return redirect(paths.disclosure(id));
});

export default function Disclosures() {
  const { sentence, rows, content } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const some = (content ?? rows ?? []).length > 0;
  return (
    <>
      <PageHeader
        title="Log disclosures"
        lead={`${sentence} The service's log is opened only on an authority's request, by two people of the platform team.`}
      />
      <div className="flex flex-col gap-5">
        <Panel title="Register" flush>
          {some ? (
            <DisclosureTable rows={rows} content={content} />
          ) : (
            <EmptyState title="No requests">An authority's request is registered below.</EmptyState>
          )}
        </Panel>
        <Panel>
          <details open={failure !== undefined}>
            <summary className="cursor-pointer font-semibold">Register a request</summary>
            <div className="mt-4">
              <RegisterForm failure={failure} />
            </div>
          </details>
        </Panel>
      </div>
    </>
  );
}
