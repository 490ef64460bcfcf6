import { Link } from "@remix-run/react";
import { Fragment } from "react";
import type { MarkView, MatchedAlert } from "#app/domain/maintenance/maintenance-view.ts";
import { paths } from "#app/paths.ts";
import { AlertList } from "./alert-list.tsx";

export type DryRun = {
  alerts: MatchedAlert[];
  withoutMatchers: { key: string; name: string }[];
  problem: MarkView["problem"];
};

/** Which alerts would be silent if the window began now, and what no silence reaches. */
export function DryRunResult({ dryRun, now }: { dryRun: DryRun; now: string }) {
  const { alerts, withoutMatchers, problem } = dryRun;
  return (
    <div className="flex flex-col gap-1.5">
      {problem ? (
        <p>Which alerts it would silence now is not known. {problem.message}</p>
      ) : alerts.length === 0 ? (
        <p>If it began now, no alert that fires would be silenced.</p>
      ) : (
        <>
          <p>
            If it began now, {alerts.length === 1 ? "this alert" : `these ${alerts.length} alerts`} would be silenced:
          </p>
          <AlertList alerts={alerts} now={now} />
        </>
      )}
      {withoutMatchers.length > 0 && (
        <p>
          No silence reaches{" "}
          {withoutMatchers.map(({ key, name }, i) => (
            <Fragment key={key}>
              {i > 0 && (i === withoutMatchers.length - 1 ? " and " : ", ")}
              <Link className="text-accent underline" to={paths.component(key)}>
                {name}
              </Link>
            </Fragment>
          ))}
          {": alerts go on during the window."}
        </p>
      )}
    </div>
  );
}
