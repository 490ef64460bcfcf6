import { Info } from "lucide-react";
import { formatInstant } from "#app/i18n/formats.ts";
import type { ShownProvenance } from "./shown-provenance.ts";

export type { ShownProvenance } from "./shown-provenance.ts";

/**
 * How a number was made, one click away and without JavaScript: question, PromQL, window, age, what was left out.
 * @param name what it is the source of, where several stand side by side
 */
export function Provenance({ of, name }: { of: ShownProvenance; name?: string }) {
  return (
    <details className="text-[13px] [&[open]>summary]:mb-1.5">
      <summary className="inline-flex min-h-[24px] cursor-pointer items-center gap-1 text-muted hover:text-ink">
        <Info aria-hidden className="size-3.5" />
        {name ? `Source of ${name}` : "Source"}
        <span className="sr-only">: {of.what}</span>
      </summary>
      <dl className="grid max-w-[64ch] grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border border-line bg-raised p-3 text-ink">
        <Term name="What">{of.what}</Term>
        <Term name="Purpose">
          <code>{of.purpose}</code>
        </Term>
        <Term name="PromQL">
          <code className="break-all whitespace-pre-wrap select-all">{of.promql}</code>
        </Term>
        <Term name={of.from === of.to ? "At" : "Window"}>
          {of.from === of.to ? formatInstant(of.to) : `${formatInstant(of.from)} to ${formatInstant(of.to)}`}
        </Term>
        <Term name="Fetched">
          {of.fetchedAt ? `${formatInstant(of.fetchedAt, { seconds: true })} (${of.age})` : "Never"}
        </Term>
        <Term name="Left out">{of.exclusions.length > 0 ? of.exclusions.join("; ") : "Nothing"}</Term>
        {of.problem && <Term name="Problem">{of.problem.message}</Term>}
      </dl>
    </details>
  );
}

function Term({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
