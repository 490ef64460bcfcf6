import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Callout } from "../callout.tsx";

/** What was done, said once at the top; the cursor goes there, so that it is read out and the next key starts from it. */
export function ResultNote({ children }: { children: string }) {
  const { key } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (key) place.current?.focus({ preventScroll: true });
  }, [key]);
  return (
    <div id="result" ref={place} tabIndex={-1} className="no-print">
      <Callout tone="good">{children}</Callout>
    </div>
  );
}
