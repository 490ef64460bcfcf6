import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";

/**
 * Without anybody at the screen the page stops asking: it would keep the person's session alive for ever, which is meant to
 * end when nobody is there. Shorter than the shortest idle time of a session.
 */
const AWAY_MS = 10 * 60_000;
const busy = "table:hover, table:focus-within, form:focus-within, details:focus-within";

/**
 * Loads the page's data anew every half a minute while it is looked at, never under the pointer or the cursor.
 * @returns whether it has stopped because nobody was there; any key, click or movement starts it again
 */
export function useRefresh(everySeconds = 30): { paused: boolean } {
  const { revalidate } = useRevalidator();
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    let touched = Date.now();
    let last = Date.now();
    const touch = () => {
      touched = Date.now();
      setPaused(false);
    };
    const tick = async () => {
      const now = Date.now();
      if (now - touched > AWAY_MS) return setPaused(true);
      if (now - last < everySeconds * 1000 || document.visibilityState !== "visible" || document.querySelector(busy))
        return;
      last = now;
      // A server that restarts must not turn a page that shows the last state into one that shows a fault.
      const answers = await fetch("/healthz", { cache: "no-store" }).then(
        (response) => response.ok,
        () => false,
      );
      if (answers) revalidate();
    };
    const timer = setInterval(tick, 5000);
    const events = ["pointerdown", "pointermove", "keydown", "scroll"] as const;
    for (const event of events) addEventListener(event, touch, { passive: true });
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, touch);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [everySeconds, revalidate]);
  return { paused };
}
