import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import { testAddress } from "#app/domain/ip-restrictions/test-address.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type GuardedArgs, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Test an address · Huolto" }];

export const loader = staffLoader("ip_restrictions.view", async ({ ctx, request }) => {
  const search = new URL(request.url).searchParams;
  const asked = { customer: search.get("customer") ?? "", address: search.get("address") ?? "" };
  return { asked, ...(asked.address === "" ? { result: null, fault: null } : await answer(ctx, asked)) };
});

async function answer(ctx: GuardedArgs["ctx"], asked: { customer: string; address: string }) {
  try {
    return { result: await testAddress(ctx, asked), fault: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    return { result: null, fault: { field: error.field, message: error.message } };
  }
}

export default function TestAddress() {
  const { asked, result, fault } = useLoaderData<typeof loader>();
  const faultAt = (field: string) => (fault?.field === field ? fault.message : undefined);
  return (
    <>
      <PageHeader
        above={<Link to={paths.ipRestrictions()}>IP restrictions</Link>}
        title="Test an address"
        lead="Whether somebody at this address may sign in to a customer now, and which network of the list says so."
      />
      <div className="flex max-w-3xl flex-col gap-4">
        {result && (
          <Callout
            tone={result.allowed ? "good" : "warn"}
            title={`${result.address} ${result.allowed ? "may" : "may not"} sign in to ${result.customer}`}
          >
            <p>
              {result.restrictionId === null ? (
                "Nothing is restricted for this customer: every address may."
              ) : (
                <>
                  {result.by ? `The network ${result.by} lets it in, ` : "No network "}
                  {result.by ? "by " : "of "}
                  <Link to={paths.ipRestriction(result.restrictionId)}>the list in force</Link>
                  {result.by ? "." : " holds it."}
                </>
              )}
            </p>
          </Callout>
        )}
        <Panel>
          <Form method="get" className="flex flex-col items-start gap-4" key={`${asked.customer} ${asked.address}`}>
            <div className="grid w-full gap-4 sm:grid-cols-2">
              <TextField
                name="customer"
                label="Customer's business id"
                defaultValue={asked.customer}
                error={faultAt("customer")}
                autoComplete="off"
                required
              />
              <TextField
                name="address"
                label="Address"
                hint="IPv4 or IPv6, such as 198.51.100.7"
                defaultValue={asked.address}
                error={faultAt("address")}
                autoComplete="off"
                spellCheck={false}
                required
              />
            </div>
            <Button look="primary">Test</Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
