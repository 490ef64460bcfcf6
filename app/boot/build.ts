import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkRunbooks } from "./check-runbooks.ts";

const root = path.resolve(import.meta.dirname, "../..");
const SOURCES = [
  "app/**/*.{ts,tsx,css,svg}",
  "exporters/law/*.ts",
  "runbooks/*.md",
  "db/**/*.ts",
  "*.config.{js,ts}",
  "package-lock.json",
  "tsconfig.json",
];

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: root }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

/** Builds the pages if anything that goes into them has changed since the last build. @throws with the build's own words */
export function buildIfChanged(say: (line: string) => void): void {
  const stamp = path.join(root, "build", ".sources");
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  checkRunbooks();
  say("Building the pages ...");
  const remix = path.join(root, "node_modules/@remix-run/dev/dist/cli.js");
  const result = spawnSync(process.execPath, [remix, "vite:build"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.status !== 0) throw new Error(`The pages could not be built.\n${result.stdout}${result.stderr}`);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
