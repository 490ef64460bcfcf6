import { Circle, CircleDashed, CircleSlash2, type LucideIcon, OctagonX, TriangleAlert, Wrench } from "lucide-react";
import { healthLabels } from "#app/domain/health/health-labels.ts";
import type { HealthState } from "#app/domain/health/health-states.ts";

/** A shape of its own for each state; what is well is quiet, so that the eye finds what is not. */
const looks: Record<HealthState, { className: string; icon: LucideIcon; iconClass: string }> = {
  operational: { className: "text-ink", icon: Circle, iconClass: "size-2.5 text-quiet" },
  slow: { className: "bg-slow-soft px-1.5 text-slow", icon: TriangleAlert, iconClass: "size-3.5" },
  partial: { className: "bg-partial-soft px-1.5 text-partial", icon: CircleSlash2, iconClass: "size-3.5" },
  down: { className: "bg-down-soft px-1.5 text-down", icon: OctagonX, iconClass: "size-3.5" },
  maintenance: { className: "bg-maintenance-soft px-1.5 text-maintenance", icon: Wrench, iconClass: "size-3.5" },
  unknown: {
    className: "border border-dashed border-line-strong px-1.5 text-unknown",
    icon: CircleDashed,
    iconClass: "size-3.5",
  },
};

/** The state of a component: shape, adjective and colour together (WCAG 1.4.1). Never a button. */
export function HealthTag({ state }: { state: HealthState }) {
  const { className, icon: Icon, iconClass } = looks[state];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded py-0.5 text-[13px] font-medium whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className={`shrink-0 ${iconClass}`} strokeWidth={2.25} />
      {healthLabels[state]}
    </span>
  );
}
