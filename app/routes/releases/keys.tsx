import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { type ApiKeyPurpose, purposesFor } from "#app/domain/access/api-keys.ts";
import { listApiKeys } from "#app/domain/api-keys/list-api-keys.server.ts";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { revokeApiKey } from "#app/domain/api-keys/revoke-api-key.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { KeyForm } from "#app/ui/releases/key-form.tsx";
import { KeyTable } from "#app/ui/releases/key-table.tsx";
import { NewKey } from "#app/ui/releases/new-key.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Keys for programs · Huolto" }];

export const loader = staffLoader("api_keys.manage", async ({ ctx }) => ({
  keys: await listApiKeys(ctx),
  purposes: purposesFor(ctx.actor.permissions),
  now: ctx.clock.now().toISOString(),
  addresses: {
    releases: ctx.origins.console + paths.apiReleases(),
    bounces: ctx.origins.console + paths.apiBounces(),
    cases: ctx.origins.console + paths.apiCases(),
    edge: ctx.origins.console + paths.apiEdgeArtefact(),
  } satisfies Record<ApiKeyPurpose, string>,
  from: {
    cases: ctx.actor.permissions.has("webhooks.manage"),
    balancers: ctx.actor.permissions.has("ip_restrictions.view"),
  },
}));

export const action = staffAction("api_keys.manage", async ({ ctx, request }) => {
  const form = await request.formData();
  const given = (name: string) => String(form.get(name) ?? "");
  switch (form.get("intent")) {
    case "make": {
      const { key } = await makeApiKey(ctx, { name: given("name"), purpose: given("purpose") });
      // It was made, so it is one of them.
      return { made: { key, purpose: given("purpose") as ApiKeyPurpose } };
    }
    case "revoke":
      await revokeApiKey(ctx, { id: given("id") });
      return { made: null };
    default:
      throw new DomainError("invalid", "This page has no such button. Load it again.");
  }
});

export default function Keys() {
  const { keys, purposes, now, addresses, from } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const made = result && "made" in result ? result.made : null;
  const usable = keys.filter(({ revokedAt }) => revokedAt === null).length;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.releases()}>Releases</Link>
            {from.cases && (
              <>
                {" · "}
                <Link to={paths.webhooks()}>Webhooks of cases</Link>
              </>
            )}
            {from.balancers && (
              <>
                {" · "}
                <Link to={paths.edge()}>Balancers</Link>
              </>
            )}
          </>
        }
        title="Keys for programs"
        lead={
          usable === 0
            ? "No program can tell the console anything: there is no key."
            : `${usable === 1 ? "1 key opens one thing" : `${usable} keys open one thing each`}. A key is shown once, when it is made.`
        }
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {made && <NewKey value={made.key} purpose={made.purpose} address={addresses[made.purpose]} />}
        <Panel title="Keys" flush>
          {keys.length > 0 ? (
            <KeyTable keys={keys} now={now} />
          ) : (
            <EmptyState title="No keys yet">
              Make one for the pipeline that releases the service, and it records each release by itself; for the ticket
              system, and it opens cases; for a balancer’s agent, and it fetches the IP lists.
            </EmptyState>
          )}
        </Panel>
        <Panel title="Make a key">
          <KeyForm key={keys.length} purposes={purposes} failure={failure} />
        </Panel>
      </div>
    </>
  );
}
