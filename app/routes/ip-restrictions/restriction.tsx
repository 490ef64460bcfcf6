import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { readInForce } from "#app/domain/ip-restrictions/edge/read-in-force.server.ts";
import { networkLines } from "#app/domain/ip-restrictions/network-lines-rules.ts";
import { readRestriction } from "#app/domain/ip-restrictions/read-restriction.server.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { failureOf } from "#app/ui/incidents/form-failure.ts";
import { DraftForm } from "#app/ui/ip-restrictions/draft-form.tsx";
import { DryRunPanel } from "#app/ui/ip-restrictions/dry-run-panel.tsx";
import { InForcePanel } from "#app/ui/ip-restrictions/in-force-panel.tsx";
import { IpStateTag } from "#app/ui/ip-restrictions/ip-state-tag.tsx";
import { LiftForm } from "#app/ui/ip-restrictions/lift-form.tsx";
import { NetworkTable } from "#app/ui/ip-restrictions/network-table.tsx";
import { NextStep } from "#app/ui/ip-restrictions/next-step.tsx";
import { VersionHistory } from "#app/ui/ip-restrictions/version-history.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnRestriction } from "./act-on-restriction.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `IP list of ${data.list.customer}` : "IP list"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("ip_restrictions.view", async ({ ctx, params }) => {
  const list = await readRestriction(ctx, { id: params.id ?? "" });
  const inForce = list.state === "unconfirmed" || list.state === "active";
  return {
    list,
    balancers: inForce ? (await readInForce(ctx, { restrictionId: list.id })).balancers : null,
    formToken: ctx.actor.formToken,
    fresh: hasFreshSignIn(ctx),
    documentation: ctx.profile.ipRestrictions.documentationNetworks,
    may: {
      customers: ctx.actor.permissions.has("customers.view"),
      cases: ctx.actor.permissions.has("cases.view"),
      propose: ctx.actor.permissions.has("ip_restrictions.propose"),
    },
  };
});

// Lifting needs no more than seeing here, and its own permission in the verb: the platform team lifts without proposing.
export const action = staffAction("ip_restrictions.lift", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const part = await actOnRestriction(ctx, id, await request.formData());
  return redirect(`${paths.ipRestriction(id)}${part}`);
});

export default function IpRestriction() {
  const { list, balancers, formToken, fresh, documentation, may } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  useRefresh(list.state === "unconfirmed" ? 5 : 30);
  const inForce = balancers !== null;
  return (
    <>
      <PageHeader
        above={<Link to={paths.ipRestrictions()}>IP restrictions</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {list.customer}, version {list.version}
            <span className="text-sm font-normal tracking-normal">
              <IpStateTag row={list} />
            </span>
          </span>
        }
        lead={list.sentence}
        actions={
          <>
            <Link className={buttonClass()} to={paths.ipAddressTest({ customer: list.businessId })}>
              Test an address
            </Link>
            {inForce && may.propose && !list.inWork && (
              <Link className={buttonClass()} to={paths.ipRestrictionNew({ customer: list.businessId })}>
                Change the list
              </Link>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was done">
            {failure.error.message}
          </Callout>
        )}
        {list.inWork && (
          <Callout tone="info">
            <Link to={paths.ipRestriction(list.inWork.id)}>Version {list.inWork.version}</Link> is being worked on.
          </Callout>
        )}
        {list.endReason && (
          <Callout tone="info" title="Reason">
            <q className="break-words">{list.endReason}</q>
          </Callout>
        )}
        <NextStep list={list} formToken={formToken} fresh={fresh} failure={failure} />
        {(list.state === "draft" || list.state === "proposed") && list.warnings.length > 0 && (
          <Callout tone="warn" title="Look at these twice">
            <ul className="list-disc pl-5">
              {list.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Callout>
        )}
        <Panel title="Networks" flush>
          <NetworkTable caption="Networks from which one may sign in" networks={list.networksList} />
        </Panel>
        {balancers && <InForcePanel balancers={balancers} />}
        <DryRunPanel list={list} />
        {list.actions.edit.allowed && (
          <Panel title="Change the draft" id="draft">
            <DraftForm
              key={list.rowVersion}
              values={{
                requesterName: list.requester.name,
                requesterAuthority: list.requester.authority,
                requesterEmail: list.requester.email,
                networks: networkLines(list.networksList),
                whenAllExpired: list.whenAllExpired ?? "",
              }}
              hidden={{ version: String(list.rowVersion) }}
              intent="edit"
              button="Save the draft"
              now={list.now}
              documentation={documentation}
              failure={failureOf(failure, "edit")}
            />
          </Panel>
        )}
        <Panel title="Request">
          <Facts
            items={[
              [
                "Customer",
                may.customers ? (
                  <Link key="customer" className="text-accent underline" to={paths.customer(list.businessId)}>
                    {list.customer}
                  </Link>
                ) : (
                  list.customer
                ),
              ],
              ["Business id", list.businessId],
              ["Who asks", list.requester.name],
              ["Authority", list.requester.authority],
              ["Confirms at", list.requester.email],
              ...(list.caseNumber !== null
                ? [
                    [
                      "Case",
                      may.cases ? (
                        <Link key="case" className="text-accent underline" to={paths.case(list.caseNumber)}>
                          {list.caseNumber}
                        </Link>
                      ) : (
                        list.caseNumber
                      ),
                    ] as [string, JSX.Element | number],
                  ]
                : []),
              [
                "Fingerprint",
                <code key="hash" className="text-[13px] break-all">
                  {list.networksSha256}
                </code>,
              ],
            ]}
          />
        </Panel>
        <Panel title="What happened, newest first" id="events">
          <ul className="flex flex-col gap-1.5">
            {list.events.map(({ at, words, by }) => (
              <li key={`${at} ${words}`}>
                <span className="tabular text-muted">{formatInstant(at)}</span> {words}
                {by && `: ${by}`}
              </li>
            ))}
          </ul>
        </Panel>
        <VersionHistory list={list} />
        <LiftForm list={list} failure={failure} />
      </div>
    </>
  );
}
