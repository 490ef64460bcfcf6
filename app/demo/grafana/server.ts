import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getResponse } from "msw";
import { systemClock } from "#app/platform/clock.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { createServiceModel } from "../service-model/create-service-model.ts";
import { type DemoGrafana, grafanaHandlers } from "./handlers.ts";

/** A question about a whole page of figures is a few kilobytes. */
const BODY_BYTES_MAX = 1_000_000;

/**
 * Answers HTTP on loopback as the demo Grafana.
 * @param options of the handlers; `port` 0 takes a free one
 */
export async function startDemoGrafana({
  port,
  ...options
}: Omit<DemoGrafana, "baseUrl"> & { port: number }): Promise<{ baseUrl: string; stop: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handlers = grafanaHandlers({ ...options, baseUrl });
  server.on("request", async (req, res) => {
    try {
      const body = await readBody(req);
      if (body === null) {
        res.writeHead(413, { "content-type": "application/json", connection: "close" });
        res.end(JSON.stringify({ message: "request body too large" }));
        return;
      }
      // Whatever Host or an absolute address says: the handlers know one origin.
      const { pathname, search } = new URL(req.url ?? "/", baseUrl);
      const headers = Object.entries(req.headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as [string, string]] : [],
      );
      const response = await getResponse(
        handlers,
        new Request(baseUrl + pathname + search, {
          method: req.method,
          headers,
          body: body.length > 0 ? body : undefined,
        }),
      );
      const answer = response ?? new Response(null, { status: 404 });
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      res.end(Buffer.from(await answer.arrayBuffer()));
    } catch (error) {
      process.stderr.write(`The demo Grafana could not answer: ${(error as Error).stack}\n`);
      if (!res.headersSent) res.writeHead(500, { "content-type": "application/json" });
      res.end(JSON.stringify({ message: "Internal server error" }));
    }
  });
  return {
    baseUrl,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The whole body, or null when it is longer than any question of the console. */
async function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

if (import.meta.main) {
  const setting = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Error(`The demo Grafana needs ${name} in its environment.`);
    return value;
  };
  const grafana = await startDemoGrafana({
    port: Number(setting("DEMO_GRAFANA_PORT")),
    model: createServiceModel(),
    profile: loadProfile(process.env.SERVICE_PROFILE || undefined),
    clock: systemClock,
    tokens: { reader: setting("GRAFANA_TOKEN"), writer: setting("GRAFANA_WRITER_TOKEN") },
  });
  const stop = () => void grafana.stop().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", () => {});
  // The supervisor is gone: nobody would stop this process any more.
  process.on("disconnect", stop);
}
