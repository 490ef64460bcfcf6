import type { ReactNode } from "react";

/** What is wider than the screen scrolls here; in the tab order, since the arrow keys must reach it too (WCAG 2.1.1). */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is operated with the keyboard
    <div role="group" aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      {children}
    </div>
  );
}
