import type { ReactNode } from "react";

/** What is wider than the screen scrolls here; in the tab order, since the arrow keys must reach it too (WCAG 2.1.1). */
export function ScrollArea({
  label,
  atEnd = false,
  children,
}: {
  label: string;
  /** Begins at the right end, where the newest is: the direction does it, so that it needs no JavaScript. */
  atEnd?: boolean;
  children: ReactNode;
}) {
  const dir = atEnd ? "rtl" : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is operated with the keyboard
    <div role="group" aria-label={label} tabIndex={0} dir={dir} className="relative overflow-x-auto">
      {atEnd ? (
        <div dir="ltr" className="w-max min-w-full">
          {children}
        </div>
      ) : (
        children
      )}
    </div>
  );
}
