import { Link } from "@remix-run/react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { buttonClass } from "../button.tsx";

export type WorkStep = { label: string; to: string };

/** What the case's work is done in, each with its state, and the way to begin it. */
export function CaseWork({ work, steps }: { work: CaseView["work"]; steps: readonly WorkStep[] }) {
  return (
    <div className="flex flex-col gap-3">
      {work.length === 0 && <p className="text-muted">Nothing has been begun yet.</p>}
      {work.length > 0 && (
        <ul className="flex flex-col gap-2">
          {work.map(({ label, href, state }) => (
            <li key={label}>
              {href ? (
                <Link className="text-accent underline" to={href}>
                  {label}
                </Link>
              ) : (
                label
              )}
              {state && <p className="text-muted">{state}</p>}
            </li>
          ))}
        </ul>
      )}
      {steps.length > 0 && (
        <div className="no-print flex flex-wrap gap-2">
          {steps.map(({ label, to }, at) => (
            <Link key={to} className={buttonClass(at === 0 ? "primary" : "secondary")} to={to}>
              {label}
            </Link>
          ))}
        </div>
      )}
    </div>
  );
}
