import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Progress } from "#app/domain/exports/run/progress-numbers.ts";
import { paths } from "#app/paths.ts";

/** The progress of a request's run, live while the page is open; the page is loaded anew when the request's state changes. */
export function useExportProgress(id: string, loaded: Progress): Progress {
  const [live, setLive] = useState<Progress | null>(null);
  const { revalidate } = useRevalidator();
  // Also while it waits for an approval: the officer who asked sees it the moment another one gives it.
  const watching = ["scoped", "approved", "running"].includes(loaded.requestState);
  useEffect(() => {
    if (!watching) return;
    const events = new EventSource(paths.exportProgress(id));
    events.addEventListener("progress", (event) => {
      const progress = JSON.parse(event.data) as Progress;
      setLive(progress);
      if (progress.requestState !== loaded.requestState) revalidate();
    });
    events.addEventListener("over", () => {
      events.close();
      revalidate();
    });
    return () => events.close();
  }, [id, watching, loaded.requestState, revalidate]);
  return watching && live ? live : loaded;
}
