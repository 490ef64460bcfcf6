import { Search as SearchIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { shortcutsAreOn } from "../shortcuts.ts";
import { FinderContent } from "./finder-dialog.tsx";
import { opensFinder } from "./finder-rules.ts";

const TYPING = "input, select, textarea, [contenteditable]";

/**
 * Finds a customer from any page: by its button, by `/` or by Ctrl-K. The browser keeps the cursor inside the dialog, closes it by
 * Esc and gives the cursor back. Not shown without scripts, where the page Customers does the same.
 */
export function CustomerFinder() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [scripts, setScripts] = useState(false);
  useEffect(() => {
    setScripts(true);
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const typing = target?.closest(TYPING) != null || document.querySelector("dialog[open]") !== null;
      if (!opensFinder(event, { typing, shortcuts: shortcutsAreOn() })) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  useEffect(() => {
    // The field is there by now, so that the dialog gives it the cursor.
    if (open && !dialog.current?.open) dialog.current?.showModal();
  }, [open]);
  if (!scripts) return null;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-md border border-line-strong px-2.5 py-1.5 text-muted hover:bg-raised"
      >
        <SearchIcon aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left whitespace-nowrap">Find a customer</span>
        <kbd aria-hidden className="text-[13px] max-lg:hidden">
          /
        </kbd>
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it, by the browser */}
      <dialog
        ref={dialog}
        aria-label="Find a customer"
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === dialog.current && dialog.current.close()}
        className="m-auto mt-[12vh] w-[min(36rem,calc(100vw-2rem))] rounded-lg border border-line-strong bg-surface p-0 text-ink shadow-xl backdrop:bg-black/40"
      >
        {open && <FinderContent onDone={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}
