import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { PageHeader } from "../page.tsx";
import { SubNav } from "../sub-nav.tsx";

/** Which of the pages that not everybody may open are offered. */
export type HealthPages = { onCall: boolean; source: boolean };

/** The top of each health page: the sentence, what can be done, and the way to the other pages. */
export function HealthHeader({
  title,
  lead,
  actions,
  pages,
}: {
  title: string;
  lead: ReactNode;
  actions?: ReactNode;
  pages: HealthPages;
}) {
  const items = [
    { to: paths.health(), label: "Overview" },
    { to: paths.incidents(), label: "Incidents" },
    { to: paths.backups(), label: "Backups" },
    ...(pages.onCall ? [{ to: paths.onCall(), label: "On call" }] : []),
    { to: paths.components(), label: "Components" },
    ...(pages.source ? [{ to: paths.source(), label: "Source" }] : []),
  ];
  return (
    <>
      <PageHeader title={title} lead={lead} actions={actions} />
      <SubNav label="Health" items={items} />
    </>
  );
}
