import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Progress } from "#app/domain/exports/run/progress-numbers.ts";
import { paths } from "#app/paths.ts";

/** The progress of a request's run, live while the page is open; the page is loaded anew when the request's state changes. */
export function useExportProgress(id: string, loaded: Progress): Progress {
  const [live, setLive] = useState<Progress | null>(null);
  const { revalidate } = useRevalidator();
  const watching = loaded.requestState === "approved" || loaded.requestState === "running";
  useEffect(() => {
    if (!watching) return;
    const events = new EventSource(paths.exportProgress(id));
    events.addEventListener("progress", (event) => setLive(JSON.parse(event.data) as Progress));
    events.addEventListener("over", () => {
      events.close();
      revalidate();
    });
    return () => events.close();
  }, [id, watching, revalidate]);
  return watching && live ? live : loaded;
}
