import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data anew when somebody comes back to it, such as after a long download. */
export function useRevalidateOnReturn(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") revalidate();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [revalidate]);
}
