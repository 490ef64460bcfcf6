import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { readCustomer } from "#app/domain/customers/read-customer.server.ts";
import { createDraft } from "#app/domain/ip-restrictions/create-draft.server.ts";
import { networksInForce } from "#app/domain/ip-restrictions/networks-in-force.server.ts";
import { networkLines } from "#app/domain/ip-restrictions/network-lines-rules.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { DraftForm } from "#app/ui/ip-restrictions/draft-form.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type GuardedArgs, staffAction, staffLoader } from "../guard.server.ts";
import { draftFromForm } from "./draft-from-form.server.ts";

export const meta: MetaFunction = () => [{ title: "New IP list · Huolto" }];

export const loader = staffLoader("ip_restrictions.propose", async ({ ctx, request }) => {
  const search = new URL(request.url).searchParams;
  const q = search.get("q") ?? "";
  const number = Number(search.get("case"));
  const asked = Number.isInteger(number) && number > 0 ? await readCase(ctx, { number }) : null;
  const businessId = search.get("customer") || asked?.customer?.businessId;
  const customer = businessId ? await readCustomer(ctx, { businessId }) : null;
  return {
    q,
    found: customer ? [] : await findCustomers(ctx, { q }),
    customer,
    now: ctx.clock.now().toISOString(),
    documentation: ctx.profile.ipRestrictions.documentationNetworks,
    ...(customer && { start: await startOf(ctx, customer.businessId, asked) }),
  };
});

/** What stands in the form first: what the case says, and the networks that are in force, which a change begins from. */
async function startOf(
  ctx: GuardedArgs["ctx"],
  businessId: string,
  asked: Awaited<ReturnType<typeof readCase>> | null,
) {
  const said = (name: string) => asked?.request.find(({ field }) => field.name === name)?.value ?? "";
  const inForce = await networksInForce(ctx, { businessId });
  return {
    caseNumber: asked?.kind === "ip_restriction" ? asked.number : null,
    inForce: inForce?.version ?? null,
    values: {
      requesterName: said("requester"),
      requesterAuthority: said("authority"),
      requesterEmail: "",
      networks: said("networks") || networkLines(inForce?.networks ?? []),
      whenAllExpired: inForce?.whenAllExpired ?? "",
    },
  };
}

export const action = staffAction("ip_restrictions.propose", async ({ ctx, request }) => {
  const form = await request.formData();
  const number = Number(form.get("caseNumber"));
  const { id } = await createDraft(ctx, {
    ...draftFromForm(ctx, form),
    businessId: String(form.get("businessId") ?? ""),
    caseNumber: Number.isInteger(number) && number > 0 ? number : null,
  });
  return redirect(paths.ipRestriction(id));
});

export default function NewIpRestriction() {
  const { q, found, customer, now, documentation, start } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const elsewhere = failure?.error.field === "businessId" || failure?.error.field === "caseNumber";
  return (
    <>
      <PageHeader
        above={<Link to={paths.ipRestrictions()}>IP restrictions</Link>}
        title={customer ? `List of ${customer.name}` : "New list"}
        lead={
          start?.inForce
            ? `Version ${start.inForce} is in force and holds until this one is approved. Write the whole list.`
            : "From which networks the customer's people may sign in. Nothing is restricted before a second person has approved it."
        }
      />
      {customer && start ? (
        <Panel>
          {elsewhere && (
            <div className="mb-4">
              <Callout tone="bad" title="Nothing was saved">
                {failure?.error.message}
              </Callout>
            </div>
          )}
          <DraftForm
            values={start.values}
            hidden={{ businessId: customer.businessId, caseNumber: String(start.caseNumber ?? "") }}
            intent="create"
            button="Save as a draft"
            now={now}
            documentation={documentation}
            failure={failure}
          />
        </Panel>
      ) : (
        <FindCustomer q={q} found={found} />
      )}
    </>
  );
}

function FindCustomer({ q, found }: { q: string; found: { businessId: string; name: string; ended: boolean }[] }) {
  return (
    <div className="flex flex-col gap-4">
      <Form method="get" className="flex flex-wrap items-end gap-3" role="search" key={q}>
        <div className="w-full sm:w-96">
          <TextField
            name="q"
            type="search"
            label="Find the customer"
            hint="A part of the name, or of the business id"
            defaultValue={q}
          />
        </div>
        <Button look="primary">Find</Button>
      </Form>
      {q !== "" && (
        <Panel flush title="Customers found">
          {found.length === 0 ? (
            <EmptyState title="No customer matches">
              Look for a shorter part of the name, or for the business id.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {found.map(({ businessId, name, ended }) => (
                <li key={businessId} className="flex items-center justify-between gap-4 px-4 py-2.5">
                  <span className="min-w-0">
                    <span className="font-medium">{name}</span> <span className="tabular text-muted">{businessId}</span>
                  </span>
                  {ended ? (
                    <span className="text-muted">Has left</span>
                  ) : (
                    <Link
                      className={buttonClass()}
                      to={paths.ipRestrictionNew({ customer: businessId })}
                      aria-label={`Choose ${name}`}
                    >
                      Choose
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </div>
  );
}
