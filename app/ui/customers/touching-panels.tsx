import { Link } from "@remix-run/react";
import type { ShownIncident } from "#app/domain/health/health-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";

/** The open incidents that touch a customer, and with which of their components. */
export function TouchingIncidents({ incidents, now }: { incidents: readonly ShownIncident[]; now: string }) {
  if (incidents.length === 0) return <p className="text-muted">No open incident touches what this customer uses.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {incidents.map(({ number, title, startedAt, components }) => (
        <li key={number} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link className="font-medium text-accent hover:underline" to={paths.incident(number)}>
            {number}: {title}
          </Link>
          <span className="text-muted">since {formatSince(startedAt, now)}</span>
          {components.map(({ key, name, impact }) => (
            <span key={key} className="inline-flex items-center gap-1.5">
              {name} <HealthTag state={impact} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
