import { Link } from "@remix-run/react";
import type { ShownWindow } from "#app/domain/health/health-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { MaintenanceTag } from "./maintenance-tag.tsx";

const told = { before: "announced", late: "announced as it started", not: "not announced" };

/** The maintenance that goes on, and what comes next. What the components do meanwhile is shown as always. */
export function WindowsPanel({
  windows,
  names,
  now,
  linked,
}: {
  windows: ShownWindow[];
  names: Record<string, string>;
  now: string;
  /** Whether the person may open a window's page. */
  linked: boolean;
}) {
  return (
    <Panel title="Maintenance windows">
      {windows.length === 0 && <p className="text-muted">None in progress, and none planned.</p>}
      <ul className="flex flex-col gap-2">
        {windows.map((window) => (
          <li key={window.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {window.inProgress ? <MaintenanceTag windows={[window]} /> : <span className="text-muted">Next</span>}
            {linked ? (
              <Link className="font-medium text-accent hover:underline" to={paths.maintenanceWindow(window.id)}>
                {window.title}
              </Link>
            ) : (
              <span className="font-medium">{window.title}</span>
            )}
            <span className="tabular">
              {formatSince(window.startsAt, now)} – {formatSince(window.endsAt, now)}
            </span>
            <span className="text-muted">
              {[
                window.kind === "urgent" && "urgent",
                told[window.announced ?? "not"],
                window.overrun && "past its end: its alerts are no longer silenced",
                window.components.map((key) => names[key] ?? key).join(", "),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
