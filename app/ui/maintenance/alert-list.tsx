import type { MatchedAlert } from "#app/domain/maintenance/maintenance-view.ts";
import { Instant } from "../instant.tsx";

/** Alerts by name, each with its component and how long it has been so. */
export function AlertList({ alerts, now }: { alerts: readonly MatchedAlert[]; now: string }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {alerts.map(({ name, component, since, state }) => (
        <li key={`${name} ${component} ${since ?? ""}`}>
          <span className="font-medium">{name}</span>{" "}
          <span className="text-muted">
            {component}, {state}
            {since && (
              <>
                {" "}
                since <Instant at={since} now={now} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
