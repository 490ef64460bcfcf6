import {
  Ban,
  Check,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock3,
  type LucideIcon,
  TriangleAlert,
  Wrench,
} from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  neutral: { className: "bg-raised text-ink", icon: CircleDashed },
  waiting: { className: "bg-info-soft text-info", icon: Clock3 },
  good: { className: "bg-good-soft text-good", icon: Check },
  done: { className: "bg-raised text-ink", icon: CircleCheck },
  warn: { className: "bg-warn-soft text-warn", icon: TriangleAlert },
  bad: { className: "bg-bad-soft text-bad", icon: CircleAlert },
  maintenance: { className: "bg-maintenance-soft text-maintenance", icon: Wrench },
  ended: { className: "bg-raised text-muted", icon: Ban },
} satisfies Record<string, { className: string; icon: LucideIcon }>;
export type TagTone = keyof typeof tones;

/** A state in words: shape, word and colour together, since colour alone says nothing to many (WCAG 1.4.1). Never a button. */
export function Tag({ tone, children }: { tone: TagTone; children: ReactNode }) {
  const { className, icon: Icon } = tones[tone];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-[13px] font-medium whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {children}
    </span>
  );
}
