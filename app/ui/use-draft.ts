import { useBeforeUnload } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";

/** What was typed and not sent, while the page's script lives: it goes with the tab, and with signing out. */
const drafts = new Map<string, string>();
const sentAlready = new Set<string>();

/**
 * A text that stays when one looks at another page in between, and when the page loads its data anew.
 * @param key names the field across pages, such as `case 12 note`
 * @param initial what the server knows of it: what was typed into a form that it refused
 * @param sent differs after each sending that was accepted, and empties the field; null: it was not this form
 */
export function useDraft(key: string, initial: string, sent: string | null): [string, (text: string) => void] {
  const [text, setText] = useState(initial);
  useEffect(() => {
    const sending = sent === null ? null : `${key} ${sent}`;
    if (sending !== null && !sentAlready.has(sending)) {
      sentAlready.add(sending);
      drafts.delete(key);
      return setText("");
    }
    const kept = drafts.get(key);
    if (kept !== undefined) setText(kept);
  }, [key, sent]);
  const change = (next: string) => {
    setText(next);
    if (next === "") drafts.delete(key);
    else drafts.set(key, next);
  };
  useBeforeUnload(
    useCallback(
      (event) => {
        if (drafts.has(key)) event.preventDefault();
      },
      [key],
    ),
  );
  return [text, change];
}
