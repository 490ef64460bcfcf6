import { ArrowDownRight, CircleAlert, CircleHelp, Equal, type LucideIcon } from "lucide-react";
import { verdictLabels } from "#app/domain/releases/release-labels.ts";
import type { Verdict } from "#app/domain/releases/release-view.ts";

/** A shape of its own for each; only what is slower has a colour, so that the eye finds it. */
const looks: Record<Verdict, { icon: LucideIcon; className: string }> = {
  worse: { icon: CircleAlert, className: "bg-bad-soft px-1.5 text-bad" },
  better: { icon: ArrowDownRight, className: "text-ink" },
  same: { icon: Equal, className: "text-ink" },
  not_enough_data: { icon: CircleHelp, className: "border border-dashed border-line-strong px-1.5 text-unknown" },
};

/** How a release or a part of it did. Not judged is not the same as not slower. */
export function VerdictTag({ verdict, hours }: { verdict: Verdict; hours?: number }) {
  const { icon: Icon, className } = looks[verdict];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded py-0.5 text-[13px] font-medium whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {verdictLabels[verdict]} {hours !== undefined && <span className="font-normal">at {hours} h</span>}
    </span>
  );
}
