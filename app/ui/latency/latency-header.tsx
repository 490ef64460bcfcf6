import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { buttonClass } from "../button.tsx";
import { PageHeader } from "../page.tsx";
import { SubNav } from "../sub-nav.tsx";

/** The top of each latency page: the sentence, the files of what is on screen, and the way to the other pages. */
export function LatencyHeader({
  title,
  lead,
  file,
  mayCustomers,
}: {
  title: string;
  lead: ReactNode;
  /** What is on screen, as the address of the file names it. */
  file: Record<string, string | undefined>;
  mayCustomers: boolean;
}) {
  const items = [
    { to: paths.latency(), label: "Overview" },
    { to: paths.latencyPages(), label: "Pages" },
    { to: paths.latencyParts(), label: "Servers and dependencies" },
    ...(mayCustomers ? [{ to: paths.latencyCustomers(), label: "Customers" }] : []),
    { to: paths.latencyCalendar(), label: "Calendar" },
  ];
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        actions={
          <div className="no-print flex flex-wrap gap-2">
            <a className={buttonClass("quiet")} href={paths.latencyFile({ ...file, format: "csv" })} download>
              CSV
            </a>
            <a className={buttonClass("quiet")} href={paths.latencyFile({ ...file, format: "xlsx" })} download>
              XLSX
            </a>
            <Link className={buttonClass()} to={paths.latencyReport()}>
              Monthly report
            </Link>
          </div>
        }
      />
      <SubNav label="Latency" items={items} />
    </>
  );
}
