import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { demoGrafanaSettings } from "#app/boot/demo-grafana.ts";
import { homeSecret } from "#db/embedded.ts";
import { listeningPort } from "./processes.ts";

export type RunningDemo = {
  origin: string;
  portalOrigin: string;
  /** What stands in for Grafana, with a token that reads. */
  grafana: { url: string; token: string };
  home: string;
  output: () => string;
  process: ChildProcess;
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

const READY = /Huolto is ready/;

/** Starts the whole product as `npm start` does, in a home of its own, and waits until it says that it is ready. */
export async function startDemo({
  home,
  env = {},
}: {
  home?: string;
  env?: Record<string, string>;
} = {}): Promise<RunningDemo> {
  const ownHome = home ?? mkdtempSync(path.join(tmpdir(), "huolto-demo-"));
  if (!home) chmodSync(ownHome, 0o755);
  const port = String(await listeningPort());
  const brokerPort = String(await listeningPort());
  const grafanaPort = String(await listeningPort());
  const child = spawn(process.execPath, ["app/boot/start.mjs"], {
    env: {
      ...process.env,
      NODE_ENV: undefined,
      HUOLTO_HOME: ownHome,
      PORT: port,
      BROKER_PORT: brokerPort,
      DEMO_GRAFANA_PORT: grafanaPort,
      LOG_LEVEL: "warn",
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      text += chunk;
      if (READY.test(text)) resolve();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Error(`The start ended with code ${code}:\n${text}`)));
  });
  const { GRAFANA_URL, GRAFANA_TOKEN } = demoGrafanaSettings(grafanaPort, homeSecret(ownHome));
  return {
    origin: `http://localhost:${port}`,
    portalOrigin: `http://portal.localhost:${port}`,
    grafana: { url: GRAFANA_URL!, token: GRAFANA_TOKEN! },
    home: ownHome,
    output: () => text,
    process: child,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const code = await ended;
      if (!home) rmSync(ownHome, { recursive: true, force: true });
      return code;
    },
  };
}
