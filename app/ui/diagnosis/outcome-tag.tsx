import { CircleCheck, CircleDashed, CircleMinus, type LucideIcon } from "lucide-react";
import type { Check } from "#app/domain/latency/diagnosis/diagnosis-types.ts";

const looks: Record<Check["outcome"], { label: string; className: string; icon: LucideIcon }> = {
  supports: { label: "Points to it", className: "bg-warn-soft text-warn", icon: CircleCheck },
  against: { label: "Speaks against it", className: "bg-raised text-ink", icon: CircleMinus },
  no_data: {
    label: "Not enough data",
    className: "border border-dashed border-line-strong text-unknown",
    icon: CircleDashed,
  },
};

/** What a check found: a shape, a word and a colour of its own each (WCAG 1.4.1). */
export function OutcomeTag({ outcome }: { outcome: Check["outcome"] }) {
  const { label, className, icon: Icon } = looks[outcome];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-[13px] font-medium whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {label}
    </span>
  );
}
