import type { ShownWindow } from "#app/domain/health/health-view.ts";
import { HealthTag } from "../health-tag.tsx";
import { Tag } from "../tag.tsx";

/** That maintenance goes on; of one past its end, that: it excuses nothing any more. Nothing where none goes on. */
export function MaintenanceTag({ windows }: { windows: readonly Pick<ShownWindow, "inProgress" | "overrun">[] }) {
  const running = windows.filter(({ inProgress }) => inProgress);
  return (
    <>
      {running.some(({ overrun }) => !overrun) && <HealthTag state="maintenance" />}
      {running.some(({ overrun }) => overrun) && <Tag tone="bad">Maintenance overrun</Tag>}
    </>
  );
}
