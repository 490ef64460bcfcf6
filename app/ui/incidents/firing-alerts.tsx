import { Link } from "@remix-run/react";
import type { Impact } from "#app/domain/health/incidents/incident-states.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "../button.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";

type Alert = {
  fingerprint: string;
  name: string;
  summary: string;
  startsAt: string;
  silenced: boolean;
  components: readonly string[];
};
type Props = {
  alerts: readonly Alert[];
  open: readonly { number: number; components: readonly { key: string; impact: Impact }[] }[];
  names: Readonly<Record<string, string>>;
  now: string;
};

/** What fires now: from each, an incident can be opened with its components filled in. */
export function FiringAlerts({ alerts, open, names, now }: Props) {
  return (
    <Panel title="Alerts that fire now">
      {alerts.length === 0 && <p className="text-muted">No alert fires.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {alerts.map(({ fingerprint, name, summary, startsAt, silenced, components }) => {
          const known = open.filter((incident) => incident.components.some(({ key }) => components.includes(key)));
          return (
            <li
              key={fingerprint}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0 last:pb-0"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="font-medium">{name}</span>
                  {silenced && <Tag tone="neutral">Silenced</Tag>}
                  <span className="text-muted">
                    since <Instant at={startsAt} now={now} />
                  </span>
                </p>
                <p className="text-[13px] break-words">
                  {[summary, components.map((key) => names[key] ?? key).join(", ")].filter(Boolean).join(" · ")}
                </p>
                {known.map(({ number }) => (
                  <p key={number} className="text-[13px]">
                    <Link className="text-accent underline" to={paths.incident(number)}>
                      Incident {number}
                    </Link>{" "}
                    is open and touches a same component.
                  </p>
                ))}
              </div>
              <Link
                className={buttonClass()}
                to={paths.incidentNew({ alert: fingerprint })}
                aria-label={`Open an incident from ${name}${summary ? `: ${summary}` : ""}`}
              >
                Open an incident
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
