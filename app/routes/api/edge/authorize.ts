import { authorizeAddress } from "#app/domain/ip-restrictions/edge/authorize-address.server.ts";
import { apiLoader, apiRefusal } from "../../guard.server.ts";

export const action = apiRefusal("method", "GET");

/**
 * A proxy asks before it lets a request through: 204, or 403 with the reason. The two headers are the proxy's own; where it
 * names no address, the one that our own proxies saw counts.
 */
export const loader = apiLoader(
  "edge",
  async ({ ctx, request, context }) => {
    const customer = request.headers.get("x-huolto-customer") ?? "";
    const address = request.headers.get("x-huolto-address") ?? context.clientIp;
    const answer = await authorizeAddress(ctx, { customer, address });
    if (answer.allowed) return new Response(null, { status: 204 });
    const { reason } = answer;
    return Response.json({ allowed: false, reason }, { status: 403, headers: { "X-Huolto-Reason": reason } });
  },
  { oftenAsked: true },
);
