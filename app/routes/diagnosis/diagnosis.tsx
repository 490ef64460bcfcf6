import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { diagnoseCase } from "#app/domain/latency/diagnosis/diagnose-case.server.ts";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { DiagnosisForm } from "#app/ui/diagnosis/diagnosis-form.tsx";
import { DiagnosisView } from "#app/ui/diagnosis/diagnosis-view.tsx";
import { SavedNote } from "#app/ui/diagnosis/saved-note.tsx";
import { SaveForm } from "#app/ui/diagnosis/save-form.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { quickPeriods, typedOf } from "./asked.server.ts";
import { caseOf, diagnosed, savedShown, withReply } from "./shown.server.ts";

export const meta: MetaFunction = () => [{ title: "Diagnosis · Huolto" }];

export const loader = staffLoader("customers.view", async ({ ctx, request, context }) => {
  const params = new URL(request.url).searchParams;
  const typed = typedOf(params);
  const number = typed.case === "" ? null : Number(typed.case);
  const ofCase = await caseOf(ctx, number);
  const table = params.get("table");
  const common = { typed, ofCase, table, quick: quickPeriods(typed, ctx.clock.now()) };
  const id = params.get("id");
  if (id) {
    const { saved, later } = await savedShown(ctx, id, number);
    return { ...common, shown: withReply(saved.content), fault: null, saved, later, maySave: false };
  }
  const { shown, fault } = await diagnosed(ctx, typed, context.signal);
  const maySave = ofCase?.keeps === true && ctx.actor.permissions.has("cases.work");
  return { ...common, shown, fault, saved: null, later: [], maySave };
});

export const action = staffAction("cases.work", async ({ ctx, request, context }) => {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const { id } = await diagnoseCase(
    ctx,
    {
      number: Number(text("case")),
      businessId: text("businessId"),
      from: new Date(text("from")),
      to: new Date(text("to")),
      page: text("page") || null,
    },
    context.signal,
  );
  return redirect(paths.diagnosis({ case: text("case"), id }));
});

/** Where nothing was slow, or nobody can tell, no reason is promised. */
const titleOf = ({ customer, verdicts }: Diagnosis) =>
  `${verdicts.some(({ cause }) => cause !== "none") ? "Why it was slow" : "Whether it was slow"} for ${customer.name}`;

/** Why it was slow for one customer, with the evidence. The answer stands before what it rests on. */
export default function DiagnosisPage() {
  const { typed, ofCase, table, quick, shown, fault, saved, later, maySave } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const looking = useNavigation().state === "loading";
  const address = saved ? { case: typed.case, id: saved.id } : typed;
  const diagnosis = shown?.diagnosis;
  return (
    <>
      <PageHeader
        above={
          <>
            {ofCase && (
              <>
                <Link to={paths.case(ofCase.number)}>
                  Case {ofCase.number}: {ofCase.subject}
                </Link>{" "}
                ›{" "}
              </>
            )}
            {diagnosis ? (
              <Link to={paths.customer(diagnosis.customer.businessId)}>{diagnosis.customer.name}</Link>
            ) : (
              <Link to={paths.customers()}>Customers</Link>
            )}
          </>
        }
        title={diagnosis ? titleOf(diagnosis) : "Diagnose slowness"}
        lead={
          <span aria-live="polite">
            {looking
              ? "Asking Grafana…"
              : diagnosis
                ? `${formatInstant(diagnosis.from)} to ${formatInstant(diagnosis.to)} (Helsinki)${diagnosis.page ? `, ${diagnosis.page}` : ""}, compared with the same hours of the four weeks before.`
                : "Whose slowness, and when? The same hours of the four weeks before are what is normal."}
          </span>
        }
      />
      <div className="flex flex-col gap-5">
        {saved ? (
          <SavedNote saved={saved} later={later} caseNumber={ofCase?.number ?? null} />
        ) : (
          <DiagnosisForm asked={typed} quick={typed.customer ? quick : []} fault={fault} />
        )}
        {fault && !["customer", "from", "to", "page"].includes(fault.field ?? "") && (
          <Callout tone="bad">{fault.message}</Callout>
        )}
        {maySave && diagnosis && (
          <SaveForm
            caseNumber={ofCase!.number}
            of={diagnosis}
            problem={failed && "error" in failed ? failed.error.message : null}
          />
        )}
        {shown ? (
          <DiagnosisView
            {...shown}
            language={ofCase?.language ?? "fi"}
            caseNumber={ofCase?.number ?? null}
            table={table}
            tableHref={(check) =>
              `${paths.diagnosis({ ...address, table: check ?? undefined })}${check ? `#check-${check}` : ""}`
            }
            zoomHref={(from, to) =>
              paths.diagnosis({
                customer: shown.diagnosis.customer.businessId,
                page: shown.diagnosis.page ?? undefined,
                case: typed.case,
                from: new Date(from).toISOString(),
                to: new Date(to).toISOString(),
              })
            }
          />
        ) : (
          !fault && (
            <Panel>
              <EmptyState title="Nothing is diagnosed yet">
                Choose the customer and the time that the ticket names. Nothing is changed and nobody is limited by
                looking.
              </EmptyState>
            </Panel>
          )
        )}
      </div>
    </>
  );
}
