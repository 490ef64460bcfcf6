import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { paths } from "#app/paths.ts";
import { CustomerFinder } from "#app/ui/customers/customer-finder.tsx";
import { RouteProblem } from "#app/ui/route-problem.tsx";
import { type NavItem, Shell } from "#app/ui/shell.tsx";
import { staffLoader } from "./guard.server.ts";

/** The frame of every page that staff see; shows only where the person may go. */
export const loader = staffLoader("home.view", async ({ ctx, context }) => {
  const may = ctx.actor.permissions;
  const nav: NavItem[] = [{ to: paths.home(), label: "Home", icon: "home", end: true }];
  if (may.has("health.view")) nav.push({ to: paths.health(), label: "Health", icon: "health" });
  if (may.has("customers.view")) nav.push({ to: paths.customers(), label: "Customers", icon: "customers" });
  if (may.has("cases.view")) nav.push({ to: paths.cases(), label: "Cases", icon: "cases" });
  if (may.has("ip_restrictions.view"))
    nav.push({ to: paths.ipRestrictions(), label: "IP restrictions", icon: "ipRestrictions" });
  if (may.has("latency.view")) nav.push({ to: paths.latency(), label: "Latency", icon: "latency" });
  if (may.has("maintenance.view")) nav.push({ to: paths.maintenance(), label: "Maintenance", icon: "maintenance" });
  // On every page: what cannot wait is two clicks and a sentence away.
  if (may.has("maintenance.manage"))
    nav.push({ to: paths.maintenanceUrgent(), label: "Urgent maintenance", icon: "urgent" });
  if (may.has("runbooks.view")) nav.push({ to: paths.runbooks(), label: "Runbooks", icon: "runbooks" });
  if (may.has("releases.view")) nav.push({ to: paths.releases(), label: "Releases", icon: "releases" });
  if (may.has("bulletins.view")) nav.push({ to: paths.bulletins(), label: "Bulletins", icon: "bulletins" });
  if (may.has("mailings.view")) nav.push({ to: paths.mailings(), label: "Mailings", icon: "mailings" });
  if (may.has("exports.view")) nav.push({ to: paths.exports(), label: "Exports", icon: "exports" });
  if (may.has("disclosures.register"))
    nav.push({ to: paths.disclosures(), label: "Log disclosures", icon: "disclosures" });
  if (may.has("staff.view")) nav.push({ to: paths.staff(), label: "Staff", icon: "staff" });
  if (may.has("audit.view")) nav.push({ to: paths.audit(), label: "Audit", icon: "audit" });
  if (context.demo && may.has("outbox.view")) nav.push({ to: paths.outbox(), label: "Outbox", icon: "outbox" });
  nav.push({ to: paths.serviceFacts(), label: "Service facts", icon: "facts" });
  nav.push({ to: paths.ownSessions(), label: "My sessions", icon: "sessions" });
  return {
    nav,
    finder: may.has("customers.view"),
    demo: context.demo,
    outbox: context.env.MAIL_URL === "outbox:" && context.env.SMS_URL === "outbox:",
    demoMeasurements: context.env.GRAFANA_IS_DEMO === "1",
    person: { name: ctx.actor.displayName, roles: ctx.actor.roles.map((role) => roleLabels[role]).join(", ") },
  };
});

type Frame = ReturnType<typeof useLoaderData<typeof loader>>;

function Framed({
  frame: { nav, finder, person, demo, outbox, demoMeasurements },
  children,
}: {
  frame: Frame;
  children: ReactNode;
}) {
  return (
    <Shell
      nav={nav}
      person={{ ...person, href: paths.ownSessions() }}
      signOutAction={paths.signOut()}
      tools={finder && <CustomerFinder />}
      banner={
        demo && (
          <p className="no-print border-b border-line bg-warn-soft px-4 py-1.5 text-center text-[13px] text-warn">
            Demo: invented companies and people{outbox && "; messages go to the Outbox, not out"}.
            {demoMeasurements && " Measurements are demo data."}
          </p>
        )
      }
    >
      {children}
    </Shell>
  );
}

export default function Console() {
  return (
    <Framed frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </Framed>
  );
}

/** A page that could not be shown leaves the frame standing, so that one can go elsewhere. */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>("routes/console");
  const problem = <RouteProblem error={error} />;
  return frame ? <Framed frame={frame}>{problem}</Framed> : <main>{problem}</main>;
}
