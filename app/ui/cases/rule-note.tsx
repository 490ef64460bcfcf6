import { Scale } from "lucide-react";

export type Rule = { says: string; section: string; promise: string };

/** What the service's statement says, which decides. */
export function RuleNote({ rule }: { rule: Rule }) {
  return (
    <figure className="flex gap-2.5 rounded-md border border-line bg-raised px-3.5 py-3">
      <Scale aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0">
        <p className="font-medium">{rule.promise}</p>
        <blockquote className="mt-1">{rule.says}</blockquote>
        <figcaption className="mt-1 text-[13px] text-muted">The service’s statement, section {rule.section}</figcaption>
      </div>
    </figure>
  );
}
