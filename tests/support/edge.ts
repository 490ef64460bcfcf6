import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { systemClock } from "#app/platform/clock.ts";
import * as artefact from "#app/routes/api/edge/artefact.ts";
import * as authorize from "#app/routes/api/edge/authorize.ts";
import * as report from "#app/routes/api/edge/report.ts";
import { openDb } from "#db/client.ts";
import { freePort } from "#db/embedded.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { person } from "./incidents.ts";
import { until } from "./processes.ts";
import { listening, webAppOf } from "./running-app.ts";

const EDGE = path.resolve("app/edge");
export type Stoppable = { stop: () => Promise<void> };

/** The console's web application with the addresses for balancers, on loopback; its origin is its own address unless given. */
export async function startConsole(
  database: TestDatabase,
  { trusted = [], origin }: { trusted?: string[]; origin?: string } = {},
) {
  const handle = openDb(database.appUrl, { max: 4 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const route = (name: string, module: object) => ({ id: name, path: `api/edge/${name}`, module });
  const app = webAppOf({
    handle,
    clock: systemClock,
    routes: [route("artefact", artefact), route("report", report), route("authorize", authorize)],
    origin: origin ?? url,
    trusted,
  });
  const server = await listening(app, port);
  return {
    url,
    stop: async () => {
      server.stop();
      await handle.close();
    },
  };
}

/** A service behind the balancers: says in JSON which headers reached it. */
export async function startService() {
  const server = createServer((req, res) => res.end(JSON.stringify(req.headers))).listen(0, "127.0.0.1");
  server.keepAliveTimeout = 60_000;
  await once(server, "listening");
  return {
    address: `127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A folder of the test's own, which goes with it. */
export function ownFolder() {
  const dir = mkdtempSync(path.join(tmpdir(), "huolto-edge-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const started = new Set<ChildProcess>();
// Also what a test that failed has left behind.
afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

function keep(child: ChildProcess) {
  let said = "";
  started.add(child);
  child.once("exit", () => started.delete(child));
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  const ended = once(child, "exit");
  return { child, ended, said: () => said };
}

const answers = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host }, () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });

/** HAProxy with the configuration of the examples. */
export async function startHaproxy({ dir, service }: { dir: string; service: string }) {
  const port = await freePort();
  const proxyPort = await freePort();
  const socket = path.join(dir, "haproxy.sock");
  const running = keep(
    spawn("haproxy", ["-db", "-f", path.join(EDGE, "examples/haproxy.cfg")], {
      env: {
        ...process.env,
        HUOLTO_SOCKET: socket,
        HUOLTO_BIND: `127.0.0.1:${port},[::1]:${port}`,
        HUOLTO_BIND_PROXY: `127.0.0.1:${proxyPort}`,
        HUOLTO_DIR: dir,
        HUOLTO_SERVICE: service,
      },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  await until(`HAProxy listens: ${running.said()}`, () => answers(port, "127.0.0.1"));
  return {
    port,
    proxyPort,
    agent: ["--kind", "haproxy", "--socket", socket],
    socket,
    said: running.said,
    stop: async () => {
      running.child.kill("SIGKILL");
      await running.ended;
    },
  };
}

/** nginx with the configuration of the examples; its trusted hop is 127.0.0.1. */
export async function startNginx({ dir, service }: { dir: string; service: string }) {
  const port = await freePort();
  const statusPort = await freePort();
  const conf = path.join(dir, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `  ${kind}_temp_path ${dir}/${kind};`,
  );
  const example = readFileSync(path.join(EDGE, "examples/nginx.conf"), "utf8");
  writeFileSync(
    conf,
    example
      .replace("  access_log off;", `  access_log off;\n${temporary.join("\n")}`)
      .replace("listen HUOLTO_LISTEN;", `listen 127.0.0.1:${port};\n    listen [::1]:${port};`)
      .replace("HUOLTO_STATUS", `127.0.0.1:${statusPort}`)
      .replace("HUOLTO_TRUSTED_HOP", "127.0.0.1")
      .replace("HUOLTO_SERVICE", service)
      .replaceAll("HUOLTO_DIR", dir),
  );
  const running = keep(spawn("nginx", ["-c", conf, "-g", "daemon off;"], { stdio: ["ignore", "pipe", "pipe"] }));
  await until(`nginx listens: ${running.said()}`, () => answers(port, "127.0.0.1"));
  return {
    port,
    conf,
    agent: [
      "--kind",
      "nginx",
      "--status-url",
      `http://127.0.0.1:${statusPort}/ip-lists`,
      "--test-command",
      `nginx -q -t -c ${conf}`,
      "--reload-command",
      `nginx -q -c ${conf} -s reload`,
    ],
    said: running.said,
    stop: async () => {
      running.child.kill("SIGTERM");
      await running.ended;
    },
  };
}

/** Runs the agent to its end. */
export async function runAgent(args: string[]): Promise<{ code: number; said: string }> {
  const { ended, said } = keep(spawn(process.execPath, [path.join(EDGE, "agent.mjs"), ...args]));
  const [code] = await ended;
  return { code, said: said() };
}

/** The agent that goes on until it is stopped. */
export function startAgent(args: string[]): Stoppable & { said: () => string } {
  const { child, ended, said } = keep(spawn(process.execPath, [path.join(EDGE, "agent.mjs"), ...args]));
  return {
    said,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A console with the key of balancers in a file, and the service behind them, which go when the test file ends. */
export async function startInstallation(database: TestDatabase) {
  const alma = await person(database, "Alma Alustala", ["platform"]);
  const { key } = await makeApiKey(alma, { name: "Balancers", purpose: "edge" });
  const folder = ownFolder();
  const keyFile = path.join(folder.dir, "key");
  writeFileSync(keyFile, `${key}\n`);
  const service = await startService();
  const huolto = await startConsole(database);
  afterAll(async () => {
    await huolto.stop();
    await service.stop();
    folder.remove();
  });
  return { dir: folder.dir, key, keyFile, service, huolto };
}

export type Visit = {
  port: number;
  /** A business id. */
  customer: string;
  /** The connection's own source, of this machine's loopback: 127.0.0.x or ::1. */
  from?: string;
  path?: string;
  headers?: Record<string, string>;
  agent?: Agent;
};
export type Visited = { status: number; headers: IncomingHttpHeaders; text: string };

/** A request of somebody who comes from this address of the loopback. */
export function visit({
  port,
  customer,
  from = "127.0.0.1",
  path: address = "/",
  headers = {},
  agent,
}: Visit): Promise<Visited> {
  const host = from.includes(":") ? "::1" : "127.0.0.1";
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host,
        localAddress: from,
        path: address,
        agent: agent ?? false,
        headers: { host: `${customer}.books.example`, ...headers },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

/** As `visit`, of any address at all: the hop in front says it by the PROXY protocol, version 1. */
export async function visitThroughHop(port: number, customer: string, from: string, headers = ""): Promise<number> {
  const family = from.includes(":") ? "TCP6" : "TCP4";
  const socket = connect({ port, host: "127.0.0.1" });
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(`PROXY ${family} ${from} ${family === "TCP6" ? "::1" : "127.0.0.1"} 50000 443\r\n`);
  socket.write(`GET / HTTP/1.1\r\nHost: ${customer}.books.example\r\nConnection: close\r\n${headers}\r\n`);
  await once(socket, "close");
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
}
