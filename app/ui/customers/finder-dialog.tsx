import { useNavigate } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from "react";
import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";
import { paths } from "#app/paths.ts";
import { shortcutsAreOn, turnShortcuts } from "../shortcuts.ts";
import { FinderList } from "./finder-list.tsx";
import { movedTo, searchStatus } from "./finder-rules.ts";
import { useCustomerSearch } from "./use-customer-search.ts";

/** What is inside the finder while it is open. @param onDone closes it */
export function FinderContent({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const search = useCustomerSearch(text);
  const navigate = useNavigate();
  const id = useId();
  const found = "found" in search ? search.found : [];
  const looking = search.state === "looking";
  // The first is chosen as soon as it is there: Enter opens it.
  const chosen = looking ? undefined : found[active];
  const open = (customer: FoundCustomer) => {
    navigate(paths.customer(customer.businessId));
    onDone();
  };
  const keys = (event: KeyboardEvent) => {
    const next = movedTo(event.key, active, found.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    document.getElementById(`${id}-list-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) return open(chosen);
    if (text.trim() === "") return;
    navigate(paths.customers({ q: text.trim() }));
    onDone();
  };
  return (
    <search aria-label="Customers">
      <form onSubmit={submit} className="flex max-h-[80dvh] flex-col">
        <div className="border-b border-line p-3">
          <label htmlFor={`${id}-field`} className="mb-1 block font-medium">
            Find a customer
          </label>
          <input
            id={`${id}-field`}
            role="combobox"
            type="text"
            inputMode="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            placeholder="Name or business id"
            aria-expanded={found.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `${id}-list-${active}` : undefined}
            aria-describedby={`${id}-status`}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
            }}
            onKeyDown={keys}
            className="min-h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1 text-ink"
          />
        </div>
        <FinderList id={`${id}-list`} found={found} active={looking ? -1 : active} dimmed={looking} onChoose={open} />
        <p
          id={`${id}-status`}
          role="status"
          className={search.state === "idle" ? "sr-only" : "px-4 py-2 text-[13px] text-muted"}
        >
          {searchStatus(search)}
        </p>
        <FinderFooter onClose={onDone} />
      </form>
    </search>
  );
}

/** How it is used, and the switch of its shortcuts (WCAG 2.1.4). */
function FinderFooter({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(shortcutsAreOn()), []);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-[13px] text-muted">
      <label className="inline-flex min-h-[24px] cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked);
            turnShortcuts(event.target.checked ? "on" : "off");
          }}
        />
        Shortcuts: <kbd>/</kbd> and <kbd>Ctrl K</kbd> open this from any page
      </label>
      <button type="button" onClick={onClose} className="min-h-[24px] cursor-pointer text-accent hover:underline">
        Close (Esc)
      </button>
    </div>
  );
}
