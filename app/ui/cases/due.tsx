import { Instant } from "../instant.tsx";
import { Tag } from "../tag.tsx";

/** When something is due, in relation to now and absolute on hover; what is late is marked. */
export function Due({ at, overdue, now }: { at: string | null; overdue: boolean; now: string }) {
  if (!at) return <span className="text-muted">None</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {overdue && <Tag tone="warn">Overdue</Tag>}
      <Instant at={at} now={now} />
    </span>
  );
}
