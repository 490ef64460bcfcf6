import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { Callout } from "../callout.tsx";
import { AlertList } from "./alert-list.tsx";

/** From so long before the end on the view says what fires. */
const SHOWN_BEFORE_END_MS = 10 * 60_000;

/** What would ring as soon as the silences end. Near the end, null is not known, which is not nothing. */
export function StillFiring({
  window: { stillFiring: alerts, endsAt, now },
}: {
  window: Pick<WindowView, "stillFiring" | "endsAt" | "now">;
}) {
  if (alerts === null && Date.parse(endsAt) - Date.parse(now) > SHOWN_BEFORE_END_MS)
    return (
      <p className="text-muted">Ten minutes before the end, alerts that still fire in its scope are named here.</p>
    );
  if (alerts === null)
    return <p className="text-muted">Whether alerts in its scope fire is not known while Grafana does not say.</p>;
  if (alerts.length === 0) return <p className="text-muted">No alert in its scope fires.</p>;
  const until = now < endsAt ? ", silenced until it ends" : "";
  return (
    <Callout
      tone="warn"
      title={`${alerts.length === 1 ? "1 alert fires" : `${alerts.length} alerts fire`} in its scope${until}`}
    >
      <AlertList alerts={alerts} now={now} />
    </Callout>
  );
}
