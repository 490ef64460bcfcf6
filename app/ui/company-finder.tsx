import { Form, Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "./button.tsx";
import { TextField } from "./field.tsx";
import { EmptyState } from "./page.tsx";
import { Panel } from "./panel.tsx";

type Company = {
  id: string;
  name: string;
  country: string;
  businessId: string;
  years: { startsOn: string; endsOn: string }[];
};

/** Finds the company by a part of its name or business id. Works by address, so a search can be passed on. */
export function CompanyFinder({ query, found }: { query: string; found: Company[] }) {
  return (
    <div className="flex flex-col gap-4">
      <Form method="get" className="flex flex-wrap items-end gap-3" key={query}>
        <div className="w-full sm:w-96">
          <TextField
            name="q"
            type="search"
            label="Find the company"
            hint="A part of the name, or of the business id"
            defaultValue={query}
            autoFocus
          />
        </div>
        <Button look={found.length === 0 ? "primary" : "secondary"}>Find</Button>
      </Form>
      {query !== "" && (
        <Panel flush>
          {found.length === 0 ? (
            <EmptyState title="No company matches">
              Look for a shorter part of the name, or for the business id.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {found.map((company) => (
                <li key={company.id} className="flex items-center justify-between gap-4 px-4 py-2.5">
                  <div className="min-w-0">
                    <p className="font-medium">{company.name}</p>
                    <p className="tabular text-muted">
                      {company.country} {company.businessId}
                      {company.years.length > 0 && ` · ${company.years[0]!.startsOn} – ${company.years.at(-1)!.endsOn}`}
                    </p>
                  </div>
                  <Link
                    className={buttonClass()}
                    to={paths.exportNew({ company: company.id, q: query })}
                    aria-label={`Choose ${company.name}`}
                  >
                    Choose
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </div>
  );
}
