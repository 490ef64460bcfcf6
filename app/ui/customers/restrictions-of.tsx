import { Link } from "@remix-run/react";
import type { RestrictionRow } from "#app/domain/ip-restrictions/restriction-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { IpStateTag } from "../ip-restrictions/ip-state-tag.tsx";

/** From where a customer's people may sign in: what is in force, and what waits to be. */
export function RestrictionsOf({ lists, now }: { lists: readonly RestrictionRow[]; now: string }) {
  if (lists.length === 0)
    return <p className="text-muted">No IP list is in force: its people may sign in from anywhere.</p>;
  const inForce = lists.some(({ state }) => state === "active" || state === "unconfirmed");
  return (
    <div className="flex flex-col gap-2">
      {!inForce && <p className="text-muted">None is in force yet: its people may sign in from anywhere.</p>}
      <ul className="flex flex-col gap-2">
        {lists.map((list) => (
          <li key={list.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Link className="font-medium text-accent hover:underline" to={paths.ipRestriction(list.id)}>
              List {list.version}
            </Link>
            <IpStateTag row={list} />
            <span>since {formatSince(list.since, now)}</span>
            <span className="text-muted">
              {list.networks === 1 ? "1 network" : `${list.networks} networks`}
              {list.endsAt && `, until ${formatSince(list.endsAt, now)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
