import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Callout } from "../callout.tsx";

/** An outage during a window is an outage: the window hides none. */
export function IncidentsDuring({ incidents }: { incidents: readonly { number: number; title: string }[] }) {
  if (incidents.length === 0) return null;
  return (
    <Callout
      tone="warn"
      title={incidents.length === 1 ? "1 incident began within it" : `${incidents.length} incidents began within it`}
    >
      <ul>
        {incidents.map(({ number, title }) => (
          <li key={number}>
            <Link to={paths.incident(number)}>
              {title} no {number}
            </Link>
          </li>
        ))}
      </ul>
      <p>An outage during a window is an outage: it counts as one.</p>
    </Callout>
  );
}
