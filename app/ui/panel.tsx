import type { ReactNode } from "react";
import { ScrollArea } from "./scroll-area.tsx";

/** A box with a heading. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
  id,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  /** Without padding, for a table that reaches the edges. */
  flush?: boolean;
  id?: string;
}) {
  return (
    <section id={id} className="rounded-lg border border-line bg-surface">
      {title && (
        <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2.5">
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {flush ? (
        <ScrollArea label={typeof title === "string" ? title : "Table"}>{children}</ScrollArea>
      ) : (
        <div className="px-4 py-3.5">{children}</div>
      )}
    </section>
  );
}

/** Facts as pairs of term and value. */
export function Facts({ items }: { items: [term: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-2.5 sm:grid-cols-[minmax(9rem,max-content)_1fr]">
      {items.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted sm:py-0.5">{term}</dt>
          <dd className="-mt-2 min-w-0 break-words sm:mt-0 sm:py-0.5">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
