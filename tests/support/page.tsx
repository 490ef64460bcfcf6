import path from "node:path";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server";
import { renderToStaticMarkup } from "react-dom/server";
import type { ComponentType } from "react";
import type { LoaderFunction, ActionFunction } from "react-router-dom";
import type { Ctx } from "#app/domain/context.ts";

type Module = { loader: LoaderFunction; action?: ActionFunction; default: ComponentType };
export type Answer = { status: number; html: string; location: string | null };

/**
 * A page as a browser without scripts gets it: its loader (and, with a form, its action first), rendered by the server.
 * @param file below app/routes
 * @param pattern the route's, such as `/health/incidents/:number`
 * @param more of the request's context, for pages that are the demo's alone
 */
export async function visit(
  file: string,
  pattern: string,
  address: string,
  ctx: Ctx,
  form?: Record<string, string>,
  more: { demo?: boolean } = {},
): Promise<Answer> {
  const module = (await import(/* @vite-ignore */ path.resolve("app/routes", file))) as Module;
  const routes = [{ path: pattern, loader: module.loader, action: module.action, Component: module.default }];
  const { query, dataRoutes } = createStaticHandler(routes);
  const request = new Request(
    `https://huolto.example${address}`,
    form && { method: "POST", body: new URLSearchParams(form) },
  );
  const env = { PUBLIC_ORIGIN: "https://huolto.example", SECRET: "the secret of the tests" };
  const requestContext = { ctx, env, clientIp: "192.0.2.7", ...more };
  const found = await query(request, { requestContext });
  if (found instanceof Response) return { status: found.status, html: "", location: found.headers.get("location") };
  if (found.errors) {
    const error = Object.values(found.errors)[0] as { status?: number; data?: unknown };
    if (error.status === undefined) throw error;
    return { status: error.status, html: JSON.stringify(error.data), location: null };
  }
  const html = renderToStaticMarkup(
    <StaticRouterProvider router={createStaticRouter(dataRoutes, found)} context={found} hydrate={false} />,
  );
  return { status: found.statusCode, html, location: null };
}
