import { NavLink } from "@remix-run/react";

export type SubNavItem = { to: string; label: string };

/** The pages of one room, side by side; on a narrow screen in several rows, so that the current one is seen. */
export function SubNav({ label, items }: { label: string; items: SubNavItem[] }) {
  return (
    <nav aria-label={label} className="no-print mb-5 border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {items.map(({ to, label: name }) => (
          <li key={to}>
            <NavLink
              to={to}
              end
              className={({ isActive }) =>
                `flex min-h-9 items-center border-b-2 px-3 py-1.5 whitespace-nowrap ${
                  isActive ? "border-accent font-semibold text-accent" : "border-transparent text-ink hover:bg-raised"
                }`
              }
            >
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
