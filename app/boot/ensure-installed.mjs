// Runs on whatever Node the machine has (20 or newer) and before anything is installed: plain JavaScript, no packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const fail = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

/** Installs what the lock file names, unless exactly that is installed. */
export function ensureInstalled() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(
      `Huolto needs Node 20 or newer to start; this is ${process.version}. Install a newer Node (https://nodejs.org) and try again.`,
    );
  }
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  const stamp = path.join(root, "node_modules", ".huolto-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  process.stderr.write("Installing packages (the first time takes a minute or two) ...\n");
  const npm = process.env.npm_execpath;
  const [command, first] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  // Not `npm ci`: that refuses where a registry lacks the packages of some foreign platform. This installs what the lock
  // file pins and leaves the file as it is.
  const options = [
    "install",
    "--no-save",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const result = spawnSync(command, [...first, ...options], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    // A production shell must not leave out what the build and the tests need.
    env: { ...process.env, NODE_ENV: "" },
    shell: process.platform === "win32" && command === "npm",
  });
  if (result.status !== 0) {
    fail(
      "The packages could not be installed. The lines above say why; most often the network or the disk. Then run the same command again.",
    );
  }
  writeFileSync(stamp, lock);
}

/** Node 24: the one that came with the packages, else this one where it is new enough to read TypeScript. */
export function node24() {
  const own = path.join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  const real = path.join(
    root,
    "node_modules",
    `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(real)) return real;
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `There is no packaged Node 24 for ${process.platform}-${process.arch}, and this Node is ${process.version}. Install Node 22.18 or newer and try again.`,
  );
}
