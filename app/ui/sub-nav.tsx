import { NavLink } from "@remix-run/react";

export type SubNavItem = { to: string; label: string };

/** The pages of one room, side by side. On a narrow screen it is a row that scrolls. */
export function SubNav({ label, items }: { label: string; items: SubNavItem[] }) {
  return (
    <nav aria-label={label} className="no-print mb-5 border-b border-line">
      <ul className="-mb-px flex gap-1 overflow-x-auto">
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
