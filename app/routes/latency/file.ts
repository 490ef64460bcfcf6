import { makeLatencyFile, type PageInput } from "#app/domain/latency/files/make-latency-file.server.ts";
import { viewOf } from "#app/domain/latency/view-schema.ts";
import { staffFile } from "../guard.server.ts";
import { sendFile } from "./send-file.server.ts";

/** A latency page as CSV or XLSX: `?view=&format=` and the page's own parameters. */
export const loader = staffFile("latency.view", async ({ ctx, request, context }) => {
  const params = new URL(request.url).searchParams;
  const text = (name: string) => params.get(name) || undefined;
  // What cannot be chosen is refused by the verb, with a sentence.
  const page = {
    ...viewOf(params),
    filter: text("filter"),
    sort: text("sort"),
    descending: params.has("descending") ? params.get("descending") === "1" : undefined,
    window: text("window"),
  } as PageInput;
  return sendFile(
    await makeLatencyFile(ctx, {
      view: params.get("view"),
      format: params.get("format"),
      table: text("table"),
      page,
      demoData: context.env.GRAFANA_IS_DEMO === "1",
    }),
  );
});
