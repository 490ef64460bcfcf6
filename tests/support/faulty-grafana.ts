import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { startDemoGrafana } from "#app/demo/grafana/server.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { type Clock, systemClock } from "#app/platform/clock.ts";
import { loadProfile } from "#app/profile/load-profile.ts";

/** Answers instead of Grafana; `body` is what was sent. False: this question is left to Grafana. */
type Fault = (req: IncomingMessage, res: ServerResponse, body: string) => undefined | false;

/** How some calls fail: before Grafana hears of them, or after it did what they asked, so that only the answer is lost. */
export type FailedCalls = {
  /** The first of them, counted from 1. */
  nth: number;
  times: number;
  when: "before" | "after";
  how: "cut" | "server error";
};

/**
 * A demo Grafana behind a door that can be shut: as long as there is no fault, questions go through to it.
 * @param tokens of its two service accounts
 */
export async function startFaultyGrafana(
  tokens: { reader: string; writer: string },
  { clock = systemClock }: { clock?: Clock } = {},
) {
  const grafana = await startDemoGrafana({
    port: 0,
    model: createServiceModel(),
    profile: loadProfile(undefined),
    clock,
    tokens,
  });
  let failed: FailedCalls | null = null;
  const calls: string[] = [];
  let fault: Fault | "cut" | null = null;
  const open = new Set<Socket>();
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };

  const server = createServer(async (req, res) => {
    let body = "";
    for await (const chunk of req.setEncoding("utf8")) body += chunk;
    if (fault === "cut") return void req.socket.destroy();
    if (fault && fault(req, res, body) !== false) return;
    calls.push(`${req.method} ${req.url?.replace(/\?.*/, "")}`);
    const fails = failed !== null && calls.length >= failed.nth && calls.length < failed.nth + failed.times;
    const fail = () => {
      if (failed?.how === "cut") return void req.socket.destroy();
      res.writeHead(500, { "content-type": "application/json" }).end('{"message":"Internal server error"}');
    };
    if (fails && failed?.when === "before") return fail();
    const through = request(grafana.baseUrl + req.url, { method: req.method, headers: req.headers }, (answer) => {
      if (fails) {
        answer.resume();
        return fail();
      }
      res.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(res);
    });
    through.once("error", () => res.destroy());
    through.end(body);
  });
  server.on("connection", (socket) => {
    if (fault === "cut") return void socket.destroy();
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Behind the door: what a person does in Grafana itself. */
    insideUrl: grafana.baseUrl,
    /** Those that came to the door since the last `fail`: method and path. */
    calls: calls as readonly string[],
    /** Counts calls anew, and lets these fail. */
    fail(next: FailedCalls | null) {
      calls.length = 0;
      failed = next;
    },
    /** Whoever hangs is let go. */
    become(next: Fault | "cut" | null) {
      fault = next;
      endAll();
    },
    async stop() {
      endAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await grafana.stop();
    },
  };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => {
  return (_, res) => {
    res.writeHead(status, { "content-type": "application/json", ...headers });
    res.end(JSON.stringify(body));
    return undefined;
  };
};

/** A proxy's own page; a careless one shows the request's headers, the token among them. */
const page = (status: number, title: string): Fault => {
  return (req, res) => {
    res.writeHead(status, { "content-type": "text/html" });
    res.end(`<!doctype html><title>${title}</title><h1>${title}</h1><pre>${JSON.stringify(req.headers)}</pre>`);
    return undefined;
  };
};

/** The ways in which Grafana, or what stands before it, fails. */
export const faults = {
  expiredToken: json(401, { message: "Expired API key", messageId: "api-key.expired", statusCode: 401, traceID: "" }),
  forbidden: json(403, {
    accessErrorId: "ACE0123456789",
    message: "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
    title: "Access denied",
  }),
  noDataSource: json(404, { message: "Data source not found" }),
  badQuery(req, res, body) {
    if (req.url !== "/api/ds/query") return false;
    const { queries } = JSON.parse(body) as { queries: { refId: string }[] };
    const error = { error: 'bad_data: parse error: unexpected ")"', errorSource: "downstream", status: 400 };
    return json(400, { results: Object.fromEntries(queries.map(({ refId }) => [refId, error])) })(req, res, body);
  },
  throttled: json(429, { message: "Too many requests" }, { "retry-after": "20" }),
  failed: page(500, "Internal Server Error"),
  badGateway: page(502, "Bad Gateway"),
  silent: () => undefined,
  signInPage: page(200, "Sign in"),
  garbage(_, res) {
    res.writeHead(200, { "content-type": "application/json" });
    res.end('{"results":{"Q0":{"frames":[');
    return undefined;
  },
} satisfies Record<string, Fault>;
