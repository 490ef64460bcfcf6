import { type ChildProcess, spawn } from "node:child_process";
import cluster, { type Worker } from "node:cluster";
import path from "node:path";
import { serveClusterMetrics } from "../platform/http/cluster-metrics.server.ts";
import type { Environment } from "../platform/settings.ts";
import { nothingInherited } from "./child-env.ts";

const root = path.resolve(import.meta.dirname, "../..");
const RESTART_DELAY_MS = 500;
// A process that dies again and again must not eat the machine.
const RESTART_DELAY_MAX_MS = 30_000;
const LONG_ENOUGH_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
// Ends per web process before the first start is given up: one may be bad luck, not three.
const FAILED_STARTS_MAX = 3;

export type Supervised = { stop: () => Promise<void> };
type Options = {
  webProcesses: number;
  webEnv: Environment;
  /** Further processes, each restarted when it dies. One that is asked until the end is stopped after the rest. */
  others: { name: string; entry: string; env: Environment; stopsLast?: boolean }[];
  say: (line: string) => void;
};

/**
 * Runs the web processes (one shared port) and the others, and starts each again when it dies: a driver's defect may end
 * one web process, never the service. Resolves once every web process listens.
 * @throws a sentence when they end again and again before that
 */
export async function supervise({ webProcesses, webEnv, others, say }: Options): Promise<Supervised> {
  let stopping = false;
  const timers = new Set<NodeJS.Timeout>();
  const children = new Map<ChildProcess, { stopsLast: boolean }>();

  /** Calls `begin` again after the process it made has died, later each time while it keeps dying young. */
  const keepAlive = (name: string, begin: () => Pick<ChildProcess, "once"> | Worker) => {
    let failures = 0;
    const run = () => {
      const started = Date.now();
      const process = begin() as ChildProcess;
      process.once("exit", (code, signal) => {
        if (stopping) return;
        failures = Date.now() - started > LONG_ENOUGH_MS ? 0 : failures + 1;
        const delay = Math.min(RESTART_DELAY_MS * 2 ** Math.max(0, failures - 1), RESTART_DELAY_MAX_MS);
        say(`${name} ended (${signal ?? `code ${code}`}); starting it again in ${delay / 1000} s.`);
        const timer = setTimeout(() => {
          timers.delete(timer);
          if (!stopping) run();
        }, delay);
        timers.add(timer);
      });
    };
    run();
  };

  serveClusterMetrics();
  cluster.setupPrimary({ exec: path.join(root, "app/server.ts"), execArgv: ["--disable-warning=ExperimentalWarning"] });
  const listening = new Promise<void>((resolve, reject) => {
    const ready = new Set<number>();
    let ends = 0;
    cluster.on("listening", (worker) => {
      ready.add(worker.id);
      if (ready.size === webProcesses) resolve();
    });
    cluster.on("exit", (worker) => {
      ready.delete(worker.id);
      ends += 1;
      if (ends < webProcesses * FAILED_STARTS_MAX) return;
      // After the first start nobody waits for this promise any more, and a refusal changes nothing.
      reject(new Error("The web processes end as soon as they are started. The lines above say why."));
    });
  });
  for (let i = 1; i <= webProcesses; i += 1)
    keepAlive(`Web process ${i}`, () => cluster.fork(nothingInherited(webEnv)));
  for (const { name, entry, env, stopsLast = false } of others) {
    keepAlive(name, () => {
      // An own process group: Ctrl-C reaches only the supervisor, which stops everything in order.
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(root, entry)], {
        env: env as NodeJS.ProcessEnv,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        detached: true,
      });
      children.set(child, { stopsLast });
      child.once("exit", () => children.delete(child));
      return child;
    });
  }
  await listening.catch((error) => {
    stopping = true;
    throw error;
  });

  return {
    async stop() {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      const last = [...children].filter(([, { stopsLast }]) => stopsLast).map(([child]) => child);
      const first = [...workers.map((worker) => worker.process), ...children.keys()].filter(
        (child) => !last.includes(child),
      );
      const force = setTimeout(() => {
        for (const child of [...first, ...last]) child.kill("SIGKILL");
      }, STOP_TIMEOUT_MS);
      await endOf(first);
      await endOf(last);
      clearTimeout(force);
    },
  };
}

/** Asks processes to stop, and waits until they have. */
const endOf = (processes: readonly ChildProcess[]) =>
  Promise.all(
    processes.map((child) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      child.once("exit", () => resolve());
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else child.kill("SIGTERM");
      return promise;
    }),
  );
