import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { caseKinds, caseLanguages, priorities } from "#app/domain/cases/case-kinds.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { openCase } from "#app/domain/cases/open-case.server.ts";
import type { Ctx, StaffActor } from "#app/domain/context.ts";
import { findCustomers } from "#app/domain/customers/find-customers.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { paths } from "#app/paths.ts";
import { customerText } from "#app/ui/cases/customer-picker.tsx";
import { FailureNote } from "#app/ui/cases/failure-note.tsx";
import { KindChoice } from "#app/ui/cases/kind-choice.tsx";
import { NewCaseForm } from "#app/ui/cases/new-case-form.tsx";
import { RuleNote } from "#app/ui/cases/rule-note.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { useFocusOnFailure } from "#app/ui/use-focus-on-failure.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { kindOf, requestOf, textOf } from "./case-form.server.ts";
import { resolveCustomer } from "./resolve-customer.server.ts";

export const meta: MetaFunction = () => [{ title: "Open a case · Huolto" }];

export const loader = staffLoader(["cases.work", "disclosures.register"], async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const customer = params.get("customer")?.slice(0, 40) || undefined;
  const kind = kindOf(params.get("kind"));
  const may = ctx.actor.permissions;
  const kinds = caseKinds.map((each) => {
    const { label, what, rule, open, sealed } = kindDefinitions[each];
    const closed = may.has(open) ? null : "Your roles do not open cases of this kind.";
    return { kind: each, label, what, rule, closed, href: sealed ? paths.disclosures() : null };
  });
  return {
    kinds,
    customer,
    chosen: kind && !kind.sealed && may.has(kind.open) ? await formOf(ctx, kind.kind, customer) : null,
  };
});

async function formOf(ctx: Ctx<StaffActor>, of: keyof typeof kindDefinitions, businessId: string | undefined) {
  const { kind, label, what, customer, fields, rule } = kindDefinitions[of];
  const found = businessId ? await findCustomers(ctx, { q: businessId }) : [];
  const named = found.find((one) => one.businessId === businessId);
  return { kind, label, what, customer, fields, rule, named: named ? customerText(named) : (businessId ?? "") };
}

export const action = staffAction("cases.work", async ({ ctx, request }) => {
  const form = await request.formData();
  const kind = kindOf(textOf(form, "kind"));
  if (!kind) throw new DomainError("invalid", "Choose what the case is about, then fill the form in.");
  if (kind.sealed)
    throw new DomainError("invalid", "An authority's request is registered on the disclosures' own page.");
  const customer = kind.customer === "none" ? null : await resolveCustomer(ctx, textOf(form, "customer"));
  if (kind.customer === "required" && !customer)
    throw new DomainError("invalid", "Write the customer's name or business id.", { field: "customer" });
  const opened = await openCase(ctx, {
    kind: kind.kind,
    businessId: customer?.businessId ?? null,
    subject: textOf(form, "subject"),
    language: caseLanguages.find((known) => known === textOf(form, "language")) ?? "fi",
    priority: priorities.find((known) => known === textOf(form, "priority")) ?? "normal",
    externalNumber: textOf(form, "externalNumber") || null,
    request: requestOf(form, kind.kind),
  });
  return redirect(`${paths.case(opened.number)}?said=opened#result`);
});

export default function NewCase() {
  const { kinds, customer, chosen } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  useFocusOnFailure(failure);
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.cases()}>Cases</Link>
            {chosen && (
              <>
                {" "}
                › <Link to={paths.caseNew({ customer })}>Open a case</Link>
              </>
            )}
          </>
        }
        title={chosen ? `Open a case: ${chosen.label}` : "Open a case"}
        lead={chosen ? chosen.what : "Choose what is asked for. The rule of the service’s statement decides each kind."}
      />
      <div className="flex flex-col gap-5">
        <FailureNote failure={failure} />
        {chosen ? (
          <>
            <RuleNote rule={chosen.rule} />
            <NewCaseForm key={chosen.kind} kind={chosen} customer={chosen.named} language="fi" failure={failure} />
          </>
        ) : (
          <KindChoice kinds={kinds} customer={customer} />
        )}
      </div>
    </>
  );
}
