import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { paths } from "#app/paths.ts";
import { CaseColumns } from "#app/ui/cases/case-columns.tsx";
import { CaseStateTag } from "#app/ui/cases/case-state-tag.tsx";
import { FailureNote } from "#app/ui/cases/failure-note.tsx";
import { withTemplate } from "#app/ui/cases/reply-rules.ts";
import { ResultNote } from "#app/ui/cases/result-note.tsx";
import { saidOf, saidWords } from "#app/ui/cases/said-words.ts";
import { SealedCase } from "#app/ui/cases/sealed-case.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { useFocusOnFailure } from "#app/ui/use-focus-on-failure.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnCaseForm } from "./act-on-case.server.ts";
import { textOf } from "./case-form.server.ts";
import { caseNumber } from "./case-number.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.view.number} ${data.view.subject}` : "Case"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("cases.view", async ({ ctx, params, request }) => {
  const view = await readCase(ctx, { number: caseNumber(params.number) });
  const search = new URL(request.url).searchParams;
  const may = ctx.actor.permissions;
  return {
    view,
    steps: view.actions.map((each) => ({
      ...each,
      reply: kindDefinitions[view.kind].actions[each.id]?.reply ?? null,
    })),
    me: ctx.actor.id,
    said: saidOf(search.get("said")),
    offered: view.replies.find(({ id }) => id === search.get("reply"))?.id ?? null,
    may: {
      answer: may.has("cases.work"),
      customers: may.has("customers.view"),
      runbooks: may.has("runbooks.view"),
      propose: may.has("ip_restrictions.propose"),
      diagnose: may.has("cases.work") && may.has("latency_customers.view"),
      exports: may.has("exports.request"),
    },
  };
});

export const action = staffAction(["cases.work", "cases.platform"], async ({ ctx, request, params }) => {
  const number = caseNumber(params.number);
  const form = await request.formData();
  if (form.get("intent") === "use_template") {
    const [templateId, language] = [textOf(form, "chosen"), textOf(form, "language")];
    const { replies } = await readCase(ctx, { number });
    const text = withTemplate(String(form.get("text") ?? ""), replies, { templateId, language });
    return { ok: true as const, filled: { text, language, templateId, chosen: templateId } };
  }
  const { said, reply } = await actOnCaseForm(ctx, number, form);
  const query = new URLSearchParams(reply ? { said, reply } : { said });
  return redirect(`${paths.case(number)}?${query}#result`);
});

export default function CasePage() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { key } = useLocation();
  const failure = result && "error" in result ? result : undefined;
  useFocusOnFailure(failure);
  const { view, said } = page;
  return (
    <>
      <PageHeader
        above={<Link to={paths.cases()}>Cases</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {view.subject} <span className="text-muted">no {view.number}</span>
            <span className="text-sm font-normal tracking-normal">
              <CaseStateTag of={view} />
            </span>
          </span>
        }
        lead={view.sentence}
      />
      <div className="flex flex-col gap-5">
        {said && !failure && <ResultNote>{saidWords[said]}</ResultNote>}
        <FailureNote failure={failure} />
        {view.sealed ? (
          <SealedCase view={view} me={page.me} failure={failure} />
        ) : (
          <CaseColumns
            {...page}
            failure={failure}
            filled={result && "filled" in result ? result.filled : undefined}
            sent={(intent) => (said === intent ? key : null)}
          />
        )}
      </div>
    </>
  );
}
