import { Link } from "@remix-run/react";
import { ChartLine, type LucideIcon, RotateCcw, Table2 } from "lucide-react";
import type { ReactNode } from "react";

/**
 * What every picture of measurements has around it: its title, the sentence that says the same, and the way to its table.
 * @param resetHref leads back from a zoom, where there is one
 */
export function ChartFigure({
  title,
  summary,
  table,
  tableHref,
  resetHref,
  children,
}: {
  title: string;
  summary: string;
  table: boolean;
  tableHref: string;
  resetHref?: string;
  children: ReactNode;
}) {
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          <p className="max-w-[80ch] text-[13px] text-muted">{summary}</p>
        </div>
        <div className="no-print flex flex-wrap gap-x-4">
          {resetHref && (
            <ChartLink to={resetHref} icon={RotateCcw}>
              Whole period
            </ChartLink>
          )}
          <TableLink table={table} to={tableHref} title={title} />
        </div>
      </figcaption>
      {children}
    </figure>
  );
}

function ChartLink({ to, icon: Icon, children }: { to: string; icon: LucideIcon; children: ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      className="inline-flex min-h-[24px] items-center gap-1 text-[13px] text-accent hover:underline"
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </Link>
  );
}

/** From the picture to the table and back. */
function TableLink({ table, to, title }: { table: boolean; to: string; title: string }) {
  return (
    <ChartLink to={to} icon={table ? ChartLine : Table2}>
      {table ? "Show as picture" : "Show as table"}
      <span className="sr-only">: {title}</span>
    </ChartLink>
  );
}
