import { DomainError } from "#app/domain/errors.ts";
import { readDeliveryReport } from "#app/domain/mailings/delivery-report.ts";
import { recordBounce } from "#app/domain/mailings/record-bounce.server.ts";
import { apiAction, apiRefusal } from "../guard.server.ts";
import { jsonBody } from "./json-body.server.ts";

export const loader = apiRefusal("method");

/** The mail server's program tells of a mail that came back: as JSON, or the report itself as it came. */
export const action = apiAction("bounces", async ({ ctx, request }) => {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!mediaType.startsWith("message/")) return Response.json(await recordBounce(ctx, await jsonBody(request)));
  const report = readDeliveryReport(await request.text(), mediaType);
  if (!report)
    throw new DomainError(
      "invalid",
      "This is no delivery report that says which mail it is about. Send the whole report (RFC 3464), or JSON with messageId and status.",
    );
  return Response.json(await recordBounce(ctx, report));
});
