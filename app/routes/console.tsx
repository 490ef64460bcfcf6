import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { paths } from "#app/paths.ts";
import { CustomerFinder } from "#app/ui/customers/customer-finder.tsx";
import { RouteProblem } from "#app/ui/route-problem.tsx";
import { type NavGroup, type NavItem, Shell } from "#app/ui/shell.tsx";
import { staffLoader } from "./guard.server.ts";

/** The frame of every page that staff see; shows only where the person may go. */
export const loader = staffLoader("home.view", async ({ ctx, context }) => {
  const may = ctx.actor.permissions;
  const desk: NavItem[] = [];
  if (may.has("customers.view")) desk.push({ to: paths.customers(), label: "Customers", icon: "customers" });
  if (may.has("cases.view")) desk.push({ to: paths.cases(), label: "Cases", icon: "cases" });
  if (may.has("ip_restrictions.view"))
    desk.push({ to: paths.ipRestrictions(), label: "IP restrictions", icon: "ipRestrictions" });
  if (may.has("runbooks.view")) desk.push({ to: paths.runbooks(), label: "Runbooks", icon: "runbooks" });

  const service: NavItem[] = [];
  if (may.has("health.view")) service.push({ to: paths.health(), label: "Health", icon: "health" });
  if (may.has("latency.view")) service.push({ to: paths.latency(), label: "Latency", icon: "latency" });
  if (may.has("maintenance.view")) service.push({ to: paths.maintenance(), label: "Maintenance", icon: "maintenance" });
  // On every page: what cannot wait is two clicks and a sentence away.
  if (may.has("maintenance.manage"))
    service.push({ to: paths.maintenanceUrgent(), label: "Urgent maintenance", icon: "urgent" });
  if (may.has("releases.view")) service.push({ to: paths.releases(), label: "Releases", icon: "releases" });

  const announcements: NavItem[] = [];
  if (may.has("bulletins.view")) announcements.push({ to: paths.bulletins(), label: "Bulletins", icon: "bulletins" });
  if (may.has("mailings.view")) announcements.push({ to: paths.mailings(), label: "Mailings", icon: "mailings" });

  const handedOver: NavItem[] = [];
  if (may.has("exports.view")) handedOver.push({ to: paths.exports(), label: "Exports", icon: "exports" });
  if (may.has("disclosures.register"))
    handedOver.push({ to: paths.disclosures(), label: "Log disclosures", icon: "disclosures" });

  const own: NavItem[] = [];
  if (may.has("staff.view")) own.push({ to: paths.staff(), label: "Staff", icon: "staff" });
  if (may.has("audit.view")) own.push({ to: paths.audit(), label: "Audit", icon: "audit" });
  if (context.demo && may.has("outbox.view")) own.push({ to: paths.outbox(), label: "Outbox", icon: "outbox" });
  own.push({ to: paths.serviceFacts(), label: "Service facts", icon: "facts" });
  own.push({ to: paths.ownSessions(), label: "My sessions", icon: "sessions" });

  const nav: NavGroup[] = [
    { name: null, items: [{ to: paths.home(), label: "Home", icon: "home", end: true }] },
    { name: "Desk", items: desk },
    { name: "Service", items: service },
    { name: "Announcements", items: announcements },
    { name: "Data handed over", items: handedOver },
    { name: "Console", items: own },
  ];
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
