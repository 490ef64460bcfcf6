import { type RefObject, useEffect } from "react";
import { shortcutsAreOn } from "./shortcuts.ts";

const typing = "input, select, textarea, [contenteditable], dialog[open]";

/**
 * `j` and `k` move between the rows of the tables inside, from link to link of the rows' headers; Enter then opens it, as of
 * any link. Not while somebody types, not with other keys held, not where shortcuts are turned off (WCAG 2.1.4).
 */
export function useRowKeys(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!shortcutsAreOn() || (event.target as Element).closest?.(typing) || document.querySelector("dialog[open]"))
        return;
      const links = [...(area.current?.querySelectorAll<HTMLElement>("tbody th[scope=row] a") ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      // From nowhere both begin with the first row.
      const next = links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    addEventListener("keydown", move);
    return () => removeEventListener("keydown", move);
  }, [area]);
}
