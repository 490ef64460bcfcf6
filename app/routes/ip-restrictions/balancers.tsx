import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listBalancers } from "#app/domain/ip-restrictions/edge/list-balancers.server.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "#app/ui/instant.tsx";
import { balancerSentence } from "#app/ui/ip-restrictions/balancer-sentence.ts";
import { BalancerSteps } from "#app/ui/ip-restrictions/balancer-steps.tsx";
import { BalancerTable } from "#app/ui/ip-restrictions/balancer-table.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Balancers · IP restrictions · Huolto" }];

export const loader = staffLoader("ip_restrictions.view", async ({ ctx }) => ({
  ...(await listBalancers(ctx)),
  origin: ctx.origins.console,
  now: ctx.clock.now().toISOString(),
}));

export default function Balancers() {
  const { balancers, inForce, origin, now } = useLoaderData<typeof loader>();
  useRefresh(10);
  return (
    <>
      <PageHeader
        title="Balancers"
        lead={balancerSentence({ balancers, inForce })}
        above={<Link to={paths.ipRestrictions()}>IP restrictions</Link>}
      />
      <div className="flex flex-col gap-4">
        <Panel flush>
          {balancers.length === 0 ? (
            <EmptyState title="No balancer has reported">
              A balancer is here from its agent's first report on, with the version of the lists that it runs.
            </EmptyState>
          ) : (
            <BalancerTable balancers={balancers} now={now} />
          )}
        </Panel>
        {inForce && (
          <Panel title="In force">
            <Facts
              items={[
                ["Version", formatCount(inForce.version)],
                ["Published", <Instant key="published" at={inForce.publishedAt} />],
                ["Customers with a list", formatCount(inForce.customers)],
                ["Networks", formatCount(inForce.networks)],
              ]}
            />
          </Panel>
        )}
        <Panel title="Attach a balancer">
          <BalancerSteps origin={origin} />
        </Panel>
      </div>
    </>
  );
}
