import { Info } from "lucide-react";
import type { Figure } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { formatInstant } from "#app/i18n/formats.ts";

/** The query of a figure as it was sent, the time that it looks at, and when it was fetched: true tomorrow too. */
export function FigureSource({ of }: { of: Figure }) {
  return (
    <details className="text-[13px] [&[open]>summary]:mb-1.5">
      <summary className="inline-flex min-h-[24px] cursor-pointer items-center gap-1 text-muted hover:text-ink">
        <Info aria-hidden className="size-3.5" /> Source<span className="sr-only">: {of.what}</span>
      </summary>
      <dl className="grid max-w-[64ch] grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border border-line bg-raised p-3 text-ink">
        <dt className="text-muted">PromQL</dt>
        <dd className="min-w-0">
          <code className="break-all whitespace-pre-wrap select-all">{of.query}</code>
        </dd>
        <dt className="text-muted">Window</dt>
        <dd>
          {formatInstant(of.from)} to {formatInstant(of.to)}
        </dd>
        <dt className="text-muted">Fetched</dt>
        <dd>{of.fetchedAt ? formatInstant(of.fetchedAt, { seconds: true }) : "Never: Grafana did not answer"}</dd>
      </dl>
    </details>
  );
}
