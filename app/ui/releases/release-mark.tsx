import type { MarkView } from "#app/domain/maintenance/maintenance-view.ts";
import { Instant } from "../instant.tsx";
import { Tag } from "../tag.tsx";

/** Whether the dashboards show the release, as it was last found. */
export function ReleaseMark({ mark, now }: { mark: MarkView | null; now: string }) {
  if (!mark) return <p className="text-muted">It is not marked on the dashboards.</p>;
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag tone={mark.state === "held" ? "done" : mark.state === "removed" ? "ended" : "waiting"}>
          {mark.state === "held" ? "On the dashboards" : mark.state === "removed" ? "Taken away" : "Not there yet"}
        </Tag>
        {mark.checkedAt && (
          <span className="text-muted">
            checked <Instant at={mark.checkedAt} now={now} />
          </span>
        )}
      </p>
      {mark.problem && <p>{mark.problem.message}</p>}
      {mark.repaired.length > 0 && (
        <p className="text-muted">Changed by hand and put back: {mark.repaired.join(", ")}</p>
      )}
    </div>
  );
}
