import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { readCompany } from "#app/domain/customers/read-company.server.ts";
import { searchCompanies } from "#app/domain/customers/search-companies.server.ts";
import { requestExport, type RequestExportInput } from "#app/domain/exports/request-export.server.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { CompanyFinder } from "#app/ui/company-finder.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { RequestFields } from "#app/ui/request-fields.tsx";
import { Button } from "#app/ui/button.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "New export · Huolto" }];

/** A calendar day in Helsinki: the law's day is a Finnish day wherever the server stands. */
const dayIn = (at: Date) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(at);

export const loader = staffLoader("exports.request", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const query = params.get("q")?.slice(0, 200) ?? "";
  const id = params.get("company");
  return {
    query,
    company: id ? await readCompany(ctx, { id }) : null,
    found: id ? [] : await searchCompanies(ctx, { query }),
    today: dayIn(ctx.clock.now()),
    mayAskForPayroll: ctx.actor.permissions.has("payroll_exports.prepare"),
  };
});

export const action = staffAction("exports.request", async ({ ctx, request }) => {
  const form = Object.fromEntries(await request.formData());
  const { id } = await requestExport(ctx, form as unknown as RequestExportInput);
  return redirect(paths.exportScope(id));
});

export default function NewExport() {
  const { query, company, found, today, mayAskForPayroll } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  return (
    <>
      <PageHeader
        above={<Link to={paths.exports()}>Exports</Link>}
        title="New export"
        lead="Whose books, who asks for them and by what authority, and who receives the archive. Another person approves it all later."
      />
      {!company && <CompanyFinder query={query} found={found} />}
      {company && (
        <Form method="post" className="flex flex-col gap-5">
          {failure && (
            <Callout tone="bad" title="The request was not made">
              {failure.error.message}
            </Callout>
          )}
          <Panel
            title="Company"
            aside={
              <Link className="text-accent underline" to={paths.exportNew({ q: query })}>
                Choose another
              </Link>
            }
          >
            <input type="hidden" name="companyId" value={company.id} />
            <p className="font-medium">{company.name}</p>
            <p className="tabular text-muted">
              {company.country} {company.businessId} ·{" "}
              {company.years.length === 0
                ? "no financial years in the ledger"
                : `${company.years.length} financial years, ${company.years[0]!.startsOn} – ${company.years.at(-1)!.endsOn}`}
            </p>
          </Panel>
          <RequestFields
            values={failure?.values ?? { asOf: today, language: "fi" }}
            error={failure?.error}
            mayAskForPayroll={mayAskForPayroll}
          />
          <div>
            <Button look="primary">Go on to the scope</Button>
          </div>
        </Form>
      )}
    </>
  );
}
