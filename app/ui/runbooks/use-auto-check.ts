import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";

const EVERY_MS = 30_000;
const busy = "form:focus-within, details:focus-within";

/**
 * Looks again at the checks of the step that is next, every half a minute while the page is looked at: a step that has become
 * right ticks itself. Never while somebody types.
 * @param step null: nothing to look at
 */
export function useAutoCheck(step: string | null, paused: boolean): void {
  const { submit } = useFetcher({ key: "auto-check" });
  const last = useRef(0);
  useEffect(() => {
    if (step === null || paused) return;
    const look = () => {
      if (
        Date.now() - last.current < EVERY_MS ||
        document.visibilityState !== "visible" ||
        document.querySelector(busy)
      )
        return;
      last.current = Date.now();
      submit({ intent: "auto_check", step }, { method: "post" });
    };
    look();
    const timer = setInterval(look, 5000);
    return () => clearInterval(timer);
  }, [step, paused, submit]);
}
