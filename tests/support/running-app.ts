import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { pino } from "pino";
import { createWebApp, type WebDeps } from "#app/web-app.ts";
import { testService } from "./service.ts";

/** A route of a build that was made for a test. */
export type TestRoute = { id: string; path: string; module: object };

/** A build with these routes alone, and a page of HTML where none of them answers by itself. */
export const buildOf = (routes: readonly TestRoute[]) =>
  ({
    mode: "production",
    entry: { module: { default: () => new Response("<html>") } },
    routes: Object.fromEntries(routes.map((route) => [route.id, route])),
    assets: { routes: {}, entry: { imports: [], module: "" }, url: "", version: "" },
    future: { v3_singleFetch: true },
    publicPath: "/",
    assetsBuildDirectory: "",
    isSpaMode: false,
  }) as unknown as ServerBuild;

type Options = Pick<WebDeps, "handle" | "clock"> &
  Partial<Pick<WebDeps, "checks" | "metrics">> & {
    routes: readonly TestRoute[];
    origin?: string;
    trusted?: string[];
    /** Where the lines of the log go; without it nothing is logged. */
    logged?: string[];
  };

/** The web application of huolto.example and portal.example, with everything that stands before Remix. */
export const webAppOf = ({
  handle,
  clock,
  routes,
  origin = "https://huolto.example",
  trusted = [],
  logged,
  checks = [],
  metrics = async () => "",
}: Options) =>
  createWebApp({
    env: {
      PUBLIC_ORIGIN: origin,
      PORTAL_ORIGIN: "https://portal.example",
      OIDC_ISSUER: "https://broker.example",
      TRUSTED_PROXIES: trusted,
      METRICS_TOKEN: "",
      HUOLTO_MODE: "production",
    },
    handle,
    clock,
    log: logged ? pino({}, { write: (line: string) => void logged.push(line) }) : pino({ level: "silent" }),
    build: buildOf(routes),
    service: testService(),
    checks,
    metrics,
    stopping: new AbortController().signal,
  } as unknown as WebDeps);

/** Listens on loopback, on a port that is free unless one is given. */
export async function listening(app: RequestListener, wanted = 0) {
  const server = createServer(app).listen(wanted, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const runningApp = (options: Options) => listening(webAppOf(options));
