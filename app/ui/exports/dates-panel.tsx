import { Link } from "@remix-run/react";
import { type ExportState, isEnded } from "#app/domain/exports/export-states.ts";
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
  life: { recorded: boolean; assumed: boolean; coming: ShownDate[] };
  mayRecord: boolean;
}) {
  if (request.state === "erased" || isEnded(request.state)) return null;
  const record = mayRecord && (
    <p className="mt-2">
      <Link className={buttonClass("secondary")} to={paths.exportDates(request.id)}>
        Record the dates
      </Link>
    </p>
  );
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
        <div className="flex flex-col gap-3.5">
          {life.assumed && (
            <Callout tone="warn" title="These dates are assumed">
              <p>
                Nobody has recorded when the customer gave notice, so the law's own dates are taken, counted from the
                day of the request.
              </p>
              {record}
            </Callout>
          )}
          <ComingDates dates={life.coming.filter((date) => date.state !== "past")} />
        </div>
      ) : (
        <Callout tone="warn" title="No dates are recorded yet">
          <p>
            Ask when the customer gave notice and record it: the other dates follow from the law. Until then nobody is
            warned of them. At the hand-over the law's own are taken, counted from the day of the request.
          </p>
          {record}
        </Callout>
      )}
    </Panel>
  );
}
