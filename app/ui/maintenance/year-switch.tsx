import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";

/** The years for which there are windows; the address keeps the choice. */
export function YearSwitch({ years, year }: { years: readonly number[]; year: number }) {
  return (
    <nav aria-label="Year">
      <ul className="flex flex-wrap gap-1">
        {years.map((one) => (
          <li key={one}>
            <Link
              to={paths.maintenance({ year: String(one) })}
              aria-current={one === year ? "page" : undefined}
              className={`inline-flex min-h-7 items-center rounded px-2 tabular-nums ${one === year ? "bg-accent-soft font-semibold text-accent" : "text-ink hover:bg-raised"}`}
            >
              {one}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
