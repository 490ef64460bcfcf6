import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readYearPlan } from "#app/domain/maintenance/read-year-plan.server.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { PlanTable } from "#app/ui/maintenance/plan-table.tsx";
import { PublicLinks, RulePanel } from "#app/ui/maintenance/rule-panel.tsx";
import { YearSwitch } from "#app/ui/maintenance/year-switch.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Maintenance · Huolto" }];

export const loader = staffLoader("maintenance.view", async ({ ctx, request }) => {
  const year = new URL(request.url).searchParams.get("year") ?? "";
  return { plan: await readYearPlan(ctx, { year: /^\d{4}$/.test(year) ? Number(year) : undefined }) };
});

/** What comes next and what is late, in a sentence; the year below it. */
export default function MaintenancePlan() {
  const { plan } = useLoaderData<typeof loader>();
  useRefresh();
  const { now, rule, year, years, rows, next } = plan;
  return (
    <>
      <PageHeader
        title="Maintenance"
        lead={plan.sentence}
        actions={
          plan.may.manage && (
            <Link className={buttonClass("danger")} to={paths.maintenanceUrgent()}>
              Urgent maintenance
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-5">
        <Panel title={`Windows of ${year}`} aside={years.length > 1 && <YearSwitch years={years} year={year} />} flush>
          {rows.length > 0 ? (
            <PlanTable caption={`Windows of ${year}`} rows={rows} next={next} now={now} />
          ) : (
            <EmptyState title={`No window is planned for ${year}`}>
              The worker makes the plan from the rule, twelve months ahead, within minutes of its start.
            </EmptyState>
          )}
        </Panel>
        <RulePanel rule={rule} />
        <Panel title="What customers see">
          <PublicLinks />
        </Panel>
      </div>
    </>
  );
}
