import { useEffect } from "react";

/** After a form was accepted and the page stayed, the cursor goes to what `#result` says. */
export function useFocusOnResult(done: object | undefined): void {
  useEffect(() => {
    if (done) document.getElementById("result")?.focus();
  }, [done]);
}
