import { programView } from "#app/domain/cases/read-own-case.server.ts";
import { receiveCase } from "#app/domain/cases/receive-case.server.ts";
import { paths } from "#app/paths.ts";
import { apiAction, apiRefusal } from "../guard.server.ts";
import { jsonBody } from "./json-body.server.ts";

export const loader = apiRefusal("method");

/** A ticket system opens a case. 201: opened now; 200: it was, by the same request or for the same ticket. */
export const action = apiAction("cases", async ({ ctx, request }) => {
  const idempotencyKey = request.headers.get("idempotency-key");
  const { row, created } = await receiveCase(ctx, { idempotencyKey, body: await jsonBody(request) });
  const href = ctx.origins.console + paths.case(row.number);
  return Response.json(
    { created, case: { ...programView(row), href } },
    { status: created ? 201 : 200, headers: created ? { Location: paths.apiCase(row.number) } : {} },
  );
});
