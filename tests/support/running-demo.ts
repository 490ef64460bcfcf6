import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#db/embedded.ts";

export type RunningDemo = {
  origin: string;
  portalOrigin: string;
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
  const port = String(await freePort());
  const brokerPort = String(await freePort());
  const child = spawn(process.execPath, ["app/boot/start.mjs"], {
    env: {
      ...process.env,
      NODE_ENV: undefined,
      HUOLTO_HOME: ownHome,
      PORT: port,
      BROKER_PORT: brokerPort,
      DEMO_GRAFANA_PORT: String(await freePort()),
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
  return {
    origin: `http://localhost:${port}`,
    portalOrigin: `http://portal.localhost:${port}`,
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
