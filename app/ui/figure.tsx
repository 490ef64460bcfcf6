import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { formatInstant } from "#app/i18n/formats.ts";
import { Provenance } from "./provenance.tsx";
import type { ShownProvenance } from "./shown-provenance.ts";

const tones = {
  neutral: { className: "text-ink", icon: null },
  // Quiet when healthy: what is good looks like what is plain.
  good: { className: "text-ink", icon: null },
  warn: { className: "text-warn", icon: TriangleAlert },
  bad: { className: "text-bad", icon: CircleAlert },
};

/**
 * One number that answers. Null is said as "No data", never drawn as zero; an old value is dimmed and says since when.
 * @param note what it is measured against, such as the target
 * @param trend in words, such as "0.04 s slower than last week"
 */
export function Figure({
  label,
  value,
  unit,
  note,
  trend,
  tone = "neutral",
  provenance,
}: {
  label: string;
  value: string | null;
  unit?: string;
  note?: ReactNode;
  trend?: string;
  tone?: keyof typeof tones;
  provenance?: ShownProvenance;
}) {
  const { className, icon: Icon } = value === null ? tones.neutral : tones[tone];
  const stale = provenance?.stale === true && value !== null;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p className="text-muted">{label}</p>
      <p className={`flex items-center gap-1.5 tabular-nums ${stale ? "text-muted" : className}`}>
        {Icon && <Icon aria-hidden className="size-5 shrink-0" strokeWidth={2.25} />}
        {value === null ? (
          <span className="text-xl font-semibold text-muted">No data</span>
        ) : (
          <span className="text-[1.75rem] leading-tight font-semibold tracking-tight whitespace-nowrap">
            {value}
            {unit && <span className="text-base font-medium"> {unit}</span>}
          </span>
        )}
      </p>
      {note && <p className="text-muted">{note}</p>}
      {trend && <p>{trend}</p>}
      {provenance && (
        <>
          <p className="text-[13px] text-muted">{ageOf(provenance)}</p>
          <Provenance of={provenance} />
        </>
      )}
    </div>
  );
}

function ageOf({ fetchedAt, stale, age, freshLabel }: ShownProvenance): string {
  if (!fetchedAt) return "Never measured";
  if (!stale) return freshLabel ?? `Measured ${age}`;
  return `${freshLabel ?? `stale since ${formatInstant(fetchedAt)}`}, ${age}`;
}
