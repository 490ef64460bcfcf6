import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { listRestrictions } from "#app/domain/ip-restrictions/list-restrictions.server.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { RestrictionTable } from "#app/ui/ip-restrictions/restriction-table.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "IP restrictions · Huolto" }];

export const loader = staffLoader("ip_restrictions.view", async ({ ctx, request }) => {
  const search = new URL(request.url).searchParams;
  const filters = { q: search.get("q") ?? "", state: search.get("state") ?? "" };
  return { list: await listRestrictions(ctx, filters), filters };
});

export default function IpRestrictions() {
  const { list, filters } = useLoaderData<typeof loader>();
  useRefresh();
  const { counts } = list;
  const filtered = filters.q !== "" || filters.state !== "";
  return (
    <>
      <PageHeader
        title="IP restrictions"
        lead={list.sentence}
        actions={
          <>
            <Link className={buttonClass()} to={paths.ipAddressTest()}>
              Test an address
            </Link>
            <Link className={buttonClass()} to={paths.edge()}>
              Balancers
            </Link>
            {list.may.propose && (
              <Link className={buttonClass("primary")} to={paths.ipRestrictionNew()}>
                New list
              </Link>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Form method="get" className="flex flex-wrap items-end gap-3" role="search">
          <div className="w-full sm:w-72">
            <TextField
              key={filters.q}
              name="q"
              type="search"
              label="Customer"
              hint="A part of the name or business id"
              defaultValue={filters.q}
            />
          </div>
          <div className="w-full sm:w-64">
            <SelectField
              key={filters.state}
              name="state"
              label="Show"
              defaultValue={filters.state}
              options={[
                ["", "In force or waiting"],
                ["in_force", `In force (${counts.inForce})`],
                ["waiting", `Drafts and proposals (${counts.waiting})`],
                ["ending", `Ending soon (${counts.ending})`],
                ["ended", "Ended"],
              ]}
            />
          </div>
          <Button>Show</Button>
          {filtered && (
            <Link className={buttonClass("quiet")} to={paths.ipRestrictions()}>
              Clear
            </Link>
          )}
        </Form>
        <Panel title="Lists" flush>
          {list.rows.length > 0 ? (
            <RestrictionTable rows={list.rows} />
          ) : filtered ? (
            <EmptyState title="No list matches">Look for a shorter part of the name, or show others.</EmptyState>
          ) : (
            <EmptyState title="No customer is restricted">
              A customer that wants its people to sign in from given networks only has its list here.
            </EmptyState>
          )}
        </Panel>
      </div>
    </>
  );
}
