import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type LinkTab = { to: string; label: ReactNode; current: boolean };

/** One of a few views of a page, each an address of its own that differs in its query. */
export function LinkTabs({ label, tabs, inPlace = false }: { label: string; tabs: LinkTab[]; inPlace?: boolean }) {
  return (
    <nav aria-label={label} className="no-print mb-5 border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {tabs.map(({ to, label: name, current }) => (
          <li key={to}>
            <Link
              to={to}
              preventScrollReset={inPlace}
              aria-current={current ? "page" : undefined}
              className={`flex min-h-9 items-center gap-2 border-b-2 px-2.5 py-1 whitespace-nowrap ${
                current ? "border-accent font-semibold text-accent" : "border-transparent text-ink hover:bg-raised"
              }`}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
