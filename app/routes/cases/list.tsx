import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { caseKinds } from "#app/domain/cases/case-kinds.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { listCases } from "#app/domain/cases/list-cases.server.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { CaseTable } from "#app/ui/cases/case-table.tsx";
import { CaseTabs, emptyWords, listAt, shows } from "#app/ui/cases/case-tabs.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { paths } from "#app/paths.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Cases · Huolto" }];

export const loader = staffLoader("cases.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const given = (name: string, most = 200) => params.get(name)?.trim().slice(0, most) ?? "";
  const show = shows.find((known) => known === params.get("show")) ?? "open";
  const kind = caseKinds.find((known) => known === params.get("kind"));
  const narrowed = { kind: kind ?? "", q: given("q"), customer: given("customer", 40) };
  const before = given("before", 100);
  const { rows, ...found } = await listCases(ctx, {
    show,
    kind,
    q: narrowed.q || undefined,
    customer: narrowed.customer || undefined,
    before: before || undefined,
  });
  return {
    ...found,
    rows: rows.map((row) => ({ ...row, kindLabel: kindDefinitions[row.kind].label })),
    older: found.before,
    before,
    show,
    narrowed,
    kinds: caseKinds.map((each): [string, string] => [each, kindDefinitions[each].label]),
    mayWebhooks: ctx.actor.permissions.has("webhooks.manage"),
  };
});

export default function Cases() {
  const { rows, counts, show, narrowed, kinds, sentence, older, before, may, mayWebhooks, now } =
    useLoaderData<typeof loader>();
  const isNarrowed = Object.values(narrowed).some((value) => value !== "");
  const empty = emptyWords(show, isNarrowed);
  const openLink = may.open && (
    <Link className={buttonClass("primary")} to={paths.caseNew({ customer: narrowed.customer || undefined })}>
      Open a case
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Cases"
        lead={sentence}
        actions={
          <>
            {mayWebhooks && (
              <Link className={buttonClass("quiet")} to={paths.webhooks()}>
                Webhooks
              </Link>
            )}
            {openLink}
          </>
        }
      />
      <CaseTabs show={show} narrowed={narrowed} counts={counts} />
      <div className="flex flex-col gap-4">
        <Form
          method="get"
          role="search"
          className="no-print flex flex-wrap items-end gap-3"
          key={`${show}|${Object.values(narrowed).join("|")}`}
        >
          {show !== "open" && <input type="hidden" name="show" value={show} />}
          {narrowed.customer && <input type="hidden" name="customer" value={narrowed.customer} />}
          <div className="w-full sm:w-72">
            <TextField
              name="q"
              type="search"
              label="Words, customer, number or ticket"
              defaultValue={narrowed.q}
              maxLength={200}
            />
          </div>
          <div className="w-full sm:w-56">
            <SelectField
              name="kind"
              label="Kind"
              defaultValue={narrowed.kind}
              options={[["", "All kinds"], ...kinds]}
            />
          </div>
          <Button>Show</Button>
          {isNarrowed && (
            <Link className={buttonClass("quiet")} to={listAt({ show, kind: "", q: "", customer: "" })}>
              Clear
            </Link>
          )}
        </Form>
        {narrowed.customer && (
          <p>
            Only of the customer{" "}
            <Link className="text-accent underline" to={paths.customer(narrowed.customer)}>
              {rows.find(({ customer }) => customer?.businessId === narrowed.customer)?.customer?.name ??
                narrowed.customer}
            </Link>
            .
          </p>
        )}
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState
              title={before ? "There is nothing older" : empty.title}
              action={!isNarrowed && !before && openLink}
            >
              {!before && empty.says}
            </EmptyState>
          ) : (
            <CaseTable caption="Cases; times in relation to now" rows={rows} now={now} />
          )}
        </Panel>
        {rows.length > 1 && (
          <p className="no-print text-[13px] text-muted max-sm:hidden">
            <kbd>j</kbd> and <kbd>k</kbd> move between the cases, Enter opens.
          </p>
        )}
        {(before || older !== null) && (
          <nav aria-label="Pages" className="no-print flex gap-2">
            {before && (
              <Link className={buttonClass()} to={listAt({ ...narrowed, show })}>
                First page
              </Link>
            )}
            {older !== null && (
              <Link className={buttonClass()} to={listAt({ ...narrowed, show, before: older })}>
                More
              </Link>
            )}
          </nav>
        )}
      </div>
    </>
  );
}
