import { Link } from "@remix-run/react";
import type { CaseKind } from "#app/domain/cases/case-kinds.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "../button.tsx";
import { type Rule, RuleNote } from "./rule-note.tsx";

export type KindToChoose = {
  kind: CaseKind;
  label: string;
  what: string;
  rule: Rule;
  /** Why this person cannot open one; null: they can. */
  closed: string | null;
  /** Where it is opened, if it has a page of its own; null: here. */
  href: string | null;
};

/** What customer service is asked for, each with the rule that decides it, so that it is known before anything is typed. */
export function KindChoice({ kinds, customer }: { kinds: readonly KindToChoose[]; customer: string | undefined }) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {kinds.map(({ kind, label, what, rule, closed, href }) => (
        <li key={kind} className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-3.5">
          <h2>{label}</h2>
          <p>{what}</p>
          <RuleNote rule={rule} />
          <p className="mt-auto">
            {closed ?? (
              <Link className={buttonClass()} to={href ?? paths.caseNew({ kind, customer })}>
                Choose <span className="sr-only">{label}</span>
              </Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
