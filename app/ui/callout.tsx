import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { className: "bg-info-soft text-info", icon: Info },
  good: { className: "bg-good-soft text-good", icon: CircleCheck },
  warn: { className: "bg-warn-soft text-warn", icon: TriangleAlert },
  bad: { className: "bg-bad-soft text-bad", icon: CircleAlert },
};

/** A sentence that matters now. `bad` is announced to screen readers at once. */
export function Callout({ tone, title, children }: { tone: keyof typeof tones; title?: string; children?: ReactNode }) {
  const { className, icon: Icon } = tones[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={`flex gap-2.5 rounded-md px-3.5 py-3 ${className}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={2.25} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="break-words text-ink [&_a:not(.inline-flex)]:underline">{children}</div>}
      </div>
    </div>
  );
}
