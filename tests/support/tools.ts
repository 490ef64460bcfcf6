import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));

/** Where a program is, by the PATH, or undefined. */
export function findTool(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * A program of a Python package, installed into `.cache/python` when it is not there, or undefined when that cannot be done.
 * @param requirement with its version, such as "bagit==1.9.0"
 * @param program what the package puts into bin
 */
export function findPythonTool(requirement: string, program: string): string | undefined {
  const python = findTool("python3");
  if (!python) return undefined;
  const venv = path.join(cache, "python", requirement.replace(/[^\w.]+/g, "-"));
  const file = path.join(venv, "bin", program);
  if (existsSync(file)) return file;
  const quiet = { stdio: "ignore" as const, timeout: 120_000 };
  if (spawnSync(python, ["-m", "venv", venv], quiet).status !== 0) return undefined;
  if (spawnSync(path.join(venv, "bin", "pip"), ["install", "--quiet", requirement], quiet).status !== 0)
    return undefined;
  return existsSync(file) ? file : undefined;
}

/** A test that asks an independent program. Where it is missing the test is skipped and says so, and under CI it fails. */
export function toolTest(
  name: string,
  tool: string,
  body: (file: string) => void | Promise<void>,
  { find = findTool as (name: string) => string | undefined, timeoutMs = 30_000 } = {},
): void {
  const file = find(tool);
  if (file) test(name, () => body(file), timeoutMs);
  else if (process.env.CI)
    test(name, () => {
      throw new Error(`${tool} is not there, and CI is set.`);
    });
  else test.skip(`${name} (${tool} is not there)`, () => {});
}

/** As `toolTest`, for a group of tests that need several programs. */
export function toolSuite(name: string, tools: readonly string[], body: () => void): void {
  const missing = tools.filter((tool) => !findTool(tool));
  if (missing.length === 0) describe(name, body);
  else if (process.env.CI)
    test(name, () => {
      throw new Error(`${missing.join(" and ")} not there, and CI is set.`);
    });
  else describe.skip(`${name} (${missing.join(" and ")} not there)`, body);
}

/** Runs a program and gives its standard output; a failure carries what it said. */
export function runTool(file: string, args: readonly string[], { cwd }: { cwd?: string } = {}): string {
  return execFileSync(file, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}
