import type { MatchedAlert } from "#app/domain/maintenance/maintenance-view.ts";
import { Instant } from "../instant.tsx";

/** Alerts by name, each with its component and how long it has been so; of alike ones, how many. */
export function AlertList({ alerts, now }: { alerts: readonly MatchedAlert[]; now: string }) {
  const alike = new Map<string, MatchedAlert[]>();
  for (const alert of alerts) {
    const key = Object.values(alert).join(" ");
    alike.set(key, [...(alike.get(key) ?? []), alert]);
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {[...alike].map(([key, [alert, ...more]]) => (
        <li key={key}>
          <Named alert={alert!} times={more.length + 1} now={now} />
        </li>
      ))}
    </ul>
  );
}

function Named({ alert, times, now }: { alert: MatchedAlert; times: number; now: string }) {
  const { name, component, since, state } = alert;
  return (
    <>
      <span className="font-medium">
        {name}
        {times > 1 && ` (${times})`}
      </span>{" "}
      <span className="text-muted">
        {component}, {state}
        {since && (
          <>
            {" "}
            since <Instant at={since} now={now} />
          </>
        )}
      </span>
    </>
  );
}
