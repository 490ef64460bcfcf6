import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "./guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Home · Huolto" }];

export const loader = staffLoader("home.view", async ({ ctx }) => ({
  name: ctx.actor.displayName,
  roles: ctx.actor.roles.map((role) => roleLabels[role]),
  may: [...ctx.actor.permissions],
}));

export default function Home() {
  const { name, roles, may } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={name} lead={roles.join(", ") || "You have no role yet: an administrator gives you one."} />
      {may.includes("exports.request") && (
        <Panel title="Exports">
          <Link className={buttonClass("primary")} to={paths.exportNew()}>
            New export
          </Link>
        </Panel>
      )}
    </>
  );
}
