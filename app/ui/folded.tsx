import type { ReactNode } from "react";

/** What is rarely wanted, behind one line; as it is where nothing is to be folded. */
export function Folded({
  when = true,
  summary,
  open,
  children,
}: {
  when?: boolean;
  summary: ReactNode;
  /** Open from the start, such as when what was typed inside was refused. */
  open?: boolean;
  children: ReactNode;
}) {
  if (!when) return children;
  return (
    <details open={open}>
      <summary className="cursor-pointer font-medium max-sm:py-2.5">{summary}</summary>
      <div className="mt-3.5">{children}</div>
    </details>
  );
}
