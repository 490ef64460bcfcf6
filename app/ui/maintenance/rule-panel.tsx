import type { YearPlan } from "#app/domain/maintenance/maintenance-view.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";

/** The rule in words, and as the RRULE that calendars understand. */
export function RulePanel({ rule }: { rule: YearPlan["rule"] }) {
  return (
    <Panel title="The rule">
      <p>{rule.words}</p>
      <details className="mt-2">
        <summary className="cursor-pointer text-muted">As a calendar’s repeat rule</summary>
        <p className="mt-1.5">
          <code className="text-[13px] break-all select-all">{rule.rrule}</code>{" "}
          <span className="text-muted">(RFC 5545)</span>
        </p>
      </details>
    </Panel>
  );
}

/** What customers see and subscribe to. */
export function PublicLinks() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {(
        [
          ["Public page", paths.publicMaintenance()],
          ["Calendar (iCal)", paths.publicMaintenanceFeed("ics")],
          ["Atom", paths.publicMaintenanceFeed("atom")],
          ["JSON Feed", paths.publicMaintenanceFeed("json")],
        ] as const
      ).map(([label, href]) => (
        <li key={href}>
          {/* Leaves the console's pages: no link of the router. */}
          <a className="inline-flex min-h-6 items-center text-accent underline" href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
