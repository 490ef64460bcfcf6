import { makeMonthReport } from "#app/domain/latency/files/make-month-report.server.ts";
import { staffFile } from "../guard.server.ts";
import { sendFile } from "./send-file.server.ts";

/** The monthly report: `?month=2026-11&language=fi`. */
export const loader = staffFile("latency.view", async ({ ctx, request, context }) => {
  const params = new URL(request.url).searchParams;
  return sendFile(
    await makeMonthReport(ctx, {
      month: params.get("month") ?? "",
      language: params.get("language"),
      demoData: context.env.GRAFANA_IS_DEMO === "1",
    }),
  );
});
