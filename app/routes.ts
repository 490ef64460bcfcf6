import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/**
 * Every page of the product. Two addresses are served before these by app/server.ts because they stream files or must
 * answer without a session: the archive's download (/d/download) and the health endpoints (/healthz, /readyz, /metrics).
 */
export default [
  layout("routes/console.tsx", [index("routes/home.tsx")]),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
