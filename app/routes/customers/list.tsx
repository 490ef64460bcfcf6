import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { countCustomers } from "#app/domain/customers/count-customers.server.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { CustomerSearch } from "#app/ui/customers/customer-search.tsx";
import { FoundCustomers } from "#app/ui/customers/found-customers.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Customers · Huolto" }];

export const loader = staffLoader("customers.view", async ({ ctx, request }) => {
  const q = new URL(request.url).searchParams.get("q")?.trim() ?? "";
  const [found, count] = await Promise.all([findCustomers(ctx, { q }), countCustomers(ctx)]);
  return { q, found, count };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function lead({ q, found, count }: Loaded): string {
  if (count === 0) return "No customers are known yet.";
  if (q === "") return `${formatCount(count)} customers are known.`;
  if (found.length === 0) return `No customer matches “${q}”.`;
  return found.length === 1
    ? `One customer matches “${q}”.`
    : `${found.length} customers${found.length === 12 ? " or more match" : " match"} “${q}”, the likeliest first.`;
}

export default function Customers() {
  const loaded = useLoaderData<typeof loader>();
  const { q, found, count } = loaded;
  return (
    <>
      <PageHeader title="Customers" lead={<span aria-live="polite">{lead(loaded)}</span>} />
      <div className="flex flex-col gap-5">
        <CustomerSearch q={q} />
        {count === 0 ? (
          <Panel>
            <EmptyState title="No customers have been mapped">
              The service's customers are read from service.customers. The platform team maps them there.
            </EmptyState>
          </Panel>
        ) : (
          q !== "" && (
            <Panel flush>
              {found.length > 0 ? (
                <FoundCustomers found={found} />
              ) : (
                <EmptyState title="No customer matches">
                  Try a shorter part of the name, or the business id. Slips of typing are forgiven from four letters on.
                </EmptyState>
              )}
            </Panel>
          )
        )}
      </div>
    </>
  );
}
