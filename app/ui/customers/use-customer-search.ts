import { useEffect, useState } from "react";
import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";
import { paths } from "#app/paths.ts";
import type { Search } from "./finder-rules.ts";

const WAIT_MS = 120;
const AWAY = "The search did not answer. Try again; the page Customers works without it.";

async function ask(q: string, signal: AbortSignal): Promise<Search> {
  const response = await fetch(paths.customerFinder(q), { signal, headers: { Accept: "application/json" } });
  if (response.status === 401)
    return { state: "failed", message: "You are signed out. Load the page anew to sign in." };
  const answer = (await response.json()) as {
    customers?: FoundCustomer[];
    none?: boolean;
    error?: { message: string };
  };
  if (!answer.customers) return { state: "failed", message: answer.error?.message ?? AWAY };
  return { state: "found", found: answer.customers, none: answer.none === true };
}

/** Customers that match what is typed, a moment after the last key; an answer that comes too late is dropped. */
export function useCustomerSearch(text: string): Search {
  const [search, setSearch] = useState<Search>({ state: "idle" });
  const q = text.trim();
  useEffect(() => {
    if (q === "") return setSearch({ state: "idle" });
    setSearch((before) => ({ state: "looking", found: "found" in before ? before.found : [] }));
    const stop = new AbortController();
    const soon = setTimeout(() => {
      ask(q, stop.signal).then(setSearch, () => {
        if (!stop.signal.aborted) setSearch({ state: "failed", message: AWAY });
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(soon);
      stop.abort();
    };
  }, [q]);
  return search;
}
