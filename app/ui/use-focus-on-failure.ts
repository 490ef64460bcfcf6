import { useEffect } from "react";

/** After a form was refused, the cursor goes to the first field that is wrong, or to what `#failure` says. */
export function useFocusOnFailure(failure: object | undefined): void {
  useEffect(() => {
    if (!failure) return;
    const at = document.querySelector<HTMLElement>("#page [aria-invalid=true]") ?? document.getElementById("failure");
    at?.focus();
  }, [failure]);
}
