import type { BulletinKind } from "#app/domain/bulletins/bulletin-view.ts";
import { paths } from "#app/paths.ts";
import { LinkTabs } from "./link-tabs.tsx";

/** The service's two channels to its customers. */
export function KindTabs({ kind }: { kind: BulletinKind }) {
  return (
    <LinkTabs
      label="Bulletins"
      tabs={[
        { to: paths.bulletins(), label: "Weekly bulletins", current: kind === "weekly" },
        { to: paths.bulletins({ kind: "important" }), label: "Announcements", current: kind === "important" },
      ]}
    />
  );
}
