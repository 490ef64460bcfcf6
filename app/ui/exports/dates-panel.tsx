import { Link } from "@remix-run/react";
import type { ExportState } from "#app/domain/exports/export-states.ts";
import type { ShownDate } from "#app/domain/exports/life-view.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import { ComingDates } from "./coming-dates.tsx";

/** On a request's page: which dates of the switch are coming, or that there are none yet and what to do. */
export function DatesPanel({
  request,
  life,
  mayRecord,
}: {
  request: { id: string; state: ExportState };
  life: { recorded: boolean; coming: ShownDate[] };
  mayRecord: boolean;
}) {
  if (["refused", "cancelled", "erased"].includes(request.state)) return null;
  if (!life.recorded && ["retained", "expired"].includes(request.state)) return null;
  return (
    <Panel
      title="Dates of the switch"
      id="dates"
      aside={
        life.recorded && (
          <Link className="text-accent underline" to={paths.exportDates(request.id)}>
            All dates
          </Link>
        )
      }
    >
      {life.recorded ? (
        <ComingDates dates={life.coming.filter((date) => date.state !== "past")} />
      ) : (
        <Callout tone="warn" title="No dates are recorded yet">
          <p>
            Ask when the customer gave notice and record it: the other dates follow from the law. Until then nobody is
            warned, the link works for 14 days, and the time for fetching never ends by itself.
          </p>
          {mayRecord && (
            <p className="mt-2">
              <Link className={buttonClass("secondary")} to={paths.exportDates(request.id)}>
                Record the dates
              </Link>
            </p>
          )}
        </Callout>
      )}
    </Panel>
  );
}
