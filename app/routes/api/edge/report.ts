import { reportBalancer } from "#app/domain/ip-restrictions/edge/report-balancer.server.ts";
import { apiAction, apiRefusal } from "../../guard.server.ts";
import { jsonBody } from "../json-body.server.ts";

export const loader = apiRefusal("method");

/** A balancer's agent says what the balancer runs, or what it could not do. */
export const action = apiAction("edge", async ({ ctx, request }) => {
  await reportBalancer(ctx, await jsonBody(request));
  return new Response(null, { status: 204 });
});
