import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";

/** How a search stands. `found` keeps the last answer while the next is on its way, so that nothing jumps. */
export type Search =
  | { state: "idle" }
  | { state: "looking"; found: readonly FoundCustomer[] }
  | { state: "found"; found: readonly FoundCustomer[]; none: boolean }
  | { state: "failed"; message: string };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "defaultPrevented">;

/** Whether a key opens the finder: `/`, Ctrl-K or Cmd-K, never while somebody types. Some keyboards have `/` on Shift. */
export function opensFinder(event: Key, at: { typing: boolean; shortcuts: boolean }): boolean {
  if (!at.shortcuts || at.typing || event.defaultPrevented || event.altKey) return false;
  const held = event.ctrlKey || event.metaKey;
  return held ? event.key.toLowerCase() === "k" : event.key === "/";
}

/** The option to which an arrow, Home or End leads; null when the key leads to none. From the last one goes to the first. */
export function movedTo(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (active + 1) % count;
  if (key === "ArrowUp") return (active <= 0 ? count : active) - 1;
  return null;
}

/** What is said of the search, also to those who do not see the list. */
export function searchStatus(search: Search): string {
  if (search.state === "idle") return "";
  if (search.state === "looking") return "Looking…";
  if (search.state === "failed") return search.message;
  const { length } = search.found;
  if (length > 0) return length === 1 ? "1 customer" : `${length} customers${length === 12 ? " or more" : ""}`;
  return search.none
    ? "No customers are known yet: nothing has been mapped to service.customers."
    : "No customer matches. Try a shorter part of the name, or the business id.";
}
