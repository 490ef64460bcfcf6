import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { paths } from "#app/paths.ts";
import { TextField } from "../field.tsx";

type Found = { businessId: string; name: string };

const WAIT_MS = 150;

/** As the field has a customer that was chosen, and as the server understands it. */
export const customerText = ({ name, businessId }: Found) => `${name} (${businessId})`;

/** Customers that match what is typed, a moment after the last key; nobody while nothing is typed or one was chosen. */
function useFound(text: string, wanted: boolean): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    if (!wanted || text.trim() === "") return setFound([]);
    const stop = new AbortController();
    const soon = setTimeout(async () => {
      try {
        const response = await fetch(paths.customerFinder(text.trim()), { signal: stop.signal });
        if (response.ok) setFound(((await response.json()) as { customers: Found[] }).customers);
      } catch {
        // Without suggestions the text alone is sent, and the server looks the customer up.
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(soon);
      stop.abort();
    };
  }, [text, wanted]);
  return found;
}

/** A customer by name or business id. Suggests while one types; without scripts the server looks up what was typed. */
export function CustomerPicker({
  defaultValue,
  required,
  error,
}: {
  defaultValue: string;
  required: boolean;
  error: string | undefined;
}) {
  const [text, setText] = useState(defaultValue);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = useFound(text, open);
  const list = useId();
  const shown = open && found.length > 0;
  const choose = (one: Found) => {
    setText(customerText(one));
    setOpen(false);
    setAt(-1);
  };
  const keys = (event: KeyboardEvent) => {
    if (!shown) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && found[at]) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="relative">
      <TextField
        name="customer"
        label="Customer"
        hint={`Name or business id${required ? "" : ". May stay empty"}`}
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onKeyDown={keys}
        onBlur={() => setOpen(false)}
        error={error}
        required={required}
      />
      <div
        id={list}
        role="listbox"
        aria-label="Customers"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-10 mt-1 max-h-72 overflow-y-auto rounded-md border border-line-strong bg-surface py-1 shadow-lg"
      >
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field that has the cursor takes the keys
          <div
            key={one.businessId}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
            className={`cursor-pointer px-2.5 py-1.5 ${index === at ? "bg-accent-soft" : "hover:bg-raised"}`}
          >
            {one.name} <span className="text-muted tabular-nums">{one.businessId}</span>
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {shown && (found.length === 1 ? "1 customer" : `${found.length} customers`)}
      </p>
    </div>
  );
}
