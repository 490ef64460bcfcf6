import type { ReactNode } from "react";
import { Instant } from "./instant.tsx";

export type TimelineItem = { key: string; at: Date | string; who: string; what: ReactNode; tone: "plain" | "bad" };

/** What happened, in order, with the one who did it. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="relative flex flex-col gap-3 border-l border-line pl-4">
      {items.map((item) => (
        <li key={item.key} className="relative">
          <span
            aria-hidden
            className={`absolute top-1.5 -left-[1.3125rem] size-2.5 rounded-full border-2 border-surface ${item.tone === "bad" ? "bg-bad" : "bg-line-strong"}`}
          />
          <p>
            <span className="font-medium">{item.who}</span> {item.what}
          </p>
          <p className="text-[13px] text-muted">
            <Instant at={item.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
