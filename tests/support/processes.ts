import { execFileSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type RunningProcess = { pid: number; parent: number; command: string };

/** The processes below this one, its children's children included, as the system's own `ps` lists them. */
export function descendants(pid: number): RunningProcess[] {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[3]!.startsWith("Z"))
    .map((found) => ({ pid: Number(found![1]), parent: Number(found![2]), command: found![4]! }));
  const below = (parent: number): RunningProcess[] =>
    all.filter((process) => process.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Those of the processes that run a certain program. */
export const running = (pid: number, part: string): number[] =>
  descendants(pid)
    .filter(({ command }) => command.includes(part))
    .map((process) => process.pid);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until it holds. @throws after the given time, with what was waited for */
export async function until(what: string, holds: () => boolean | Promise<boolean>, milliseconds = 60_000) {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`In ${milliseconds} ms: ${what} did not come about.`);
    await pause(50);
  }
}

/**
 * A port to listen on, below those that systems give to connections that go out (from 32768 on): one of those may be taken
 * at any moment between two starts of a test.
 */
export async function listeningPort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  return (await isFree(port)) ? port : listeningPort();
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Runs `npm start` or `npm run serve` where it must refuse, and gives its exit code and everything it said. */
export async function runToEnd(
  entry: "start" | "serve",
  env: Record<string, string | undefined>,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [`app/boot/${entry}.mjs`], {
    env: { ...process.env, NODE_ENV: undefined, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const late = setTimeout(() => child.kill("SIGTERM"), 200_000);
  const code = await new Promise<number | null>((resolve) => child.once("close", (number) => resolve(number)));
  clearTimeout(late);
  return { code, said };
}
