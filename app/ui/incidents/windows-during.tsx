import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";

type Window = {
  id: string;
  kind: "planned" | "urgent";
  title: string;
  startsAt: Date | string;
  endsAt: Date | string;
  announcedAt: Date | string | null;
  components: readonly { key: string; name: string }[];
};

/** Maintenance that went on at the same time. It excuses nothing that the incident says, and is not hidden by it. */
export function WindowsDuring({
  windows,
  linked,
}: {
  windows: readonly Window[];
  /** Whether the person may open a window's page. */
  linked: boolean;
}) {
  return (
    <Panel title="Maintenance at the same time">
      <ul className="flex flex-col gap-2">
        {windows.map((window) => (
          <li key={window.id}>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              {linked ? (
                <Link className="font-medium text-accent hover:underline" to={paths.maintenanceWindow(window.id)}>
                  {window.title}
                </Link>
              ) : (
                <span className="font-medium">{window.title}</span>
              )}
              {window.kind === "urgent" && <Tag tone="warn">Urgent</Tag>}
              {!window.announcedAt && <Tag tone="warn">Not announced</Tag>}
            </p>
            <p className="text-[13px] text-muted">
              <Instant at={window.startsAt} /> – <Instant at={window.endsAt} />
              {window.components.length > 0 && `, ${window.components.map(({ name }) => name).join(", ")}`}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
