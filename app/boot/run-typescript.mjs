// Installs, then runs a TypeScript entry under Node 24 and passes its signals and its exit code through.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled, node24, root } from "./ensure-installed.mjs";

/**
 * @param {string} entry
 * @param {{ supervisor?: boolean }} [options] a supervisor is told to stop by any signal, and stops by itself when this
 *   process goes without a word: the channel between them closes even on kill -9
 */
export function runTypeScript(entry, { supervisor = false } = {}) {
  ensureInstalled();
  const node = node24();
  const bin = path.join(root, "node_modules", ".bin");
  const child = spawn(
    node,
    ["--disable-warning=ExperimentalWarning", path.join(root, entry), ...process.argv.slice(2)],
    {
      stdio: ["inherit", "inherit", "inherit", ...(supervisor ? ["ipc"] : [])],
      env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${bin}${path.delimiter}${process.env.PATH}` },
    },
  );
  // A terminal sends Ctrl-C to the whole group; the child decides when all is over, and this process only waits for it.
  // Sent to this process alone it must reach a supervisor too, which takes both for one.
  process.on("SIGINT", () => supervisor && child.kill("SIGTERM"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
