import { Link } from "@remix-run/react";
import { stateLabels } from "#app/domain/health/incidents/incident-states.ts";
import type { ShownIncident } from "#app/domain/health/health-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";
import { HomePanel } from "../home-panel.tsx";

/** What people work on now, with what it does to each component. */
export function OpenIncidentsPanel({ incidents, now }: { incidents: ShownIncident[]; now: string }) {
  return (
    <HomePanel title="Open incidents" all={{ to: paths.incidents(), words: "All incidents" }}>
      <ul className="flex flex-col gap-2.5">
        {incidents.map((incident) => (
          <li key={incident.number} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link className="font-medium text-accent hover:underline" to={paths.incident(incident.number)}>
              {incident.number} {incident.title}
            </Link>
            <span className="text-muted">
              {stateLabels[incident.state]}, since {formatSince(incident.startedAt, now)}
            </span>
            {incident.components.map(({ key, name, impact }) => (
              <span key={key} className="inline-flex items-center gap-1.5">
                {name} <HealthTag state={impact} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </HomePanel>
  );
}
