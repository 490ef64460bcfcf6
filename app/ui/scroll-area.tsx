import type { ReactNode } from "react";

/** Scrolls what is wider than the screen, by keyboard too: for tables in which nothing else can take the focus. */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, no key would scroll (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      {children}
    </section>
  );
}
