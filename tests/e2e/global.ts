import type { TestProject } from "vitest/node";
import { ensureChromium } from "#tests/support/chromium.ts";
import { type RunningDemo, startDemo } from "#tests/support/running-demo.ts";

declare module "vitest" {
  export interface ProvidedContext {
    demo: Pick<RunningDemo, "origin" | "portalOrigin" | "home" | "grafana">;
    chromium: string;
  }
}

/** One running product for all browser tests, started as a user starts it. */
export default async function setup(project: TestProject) {
  project.provide(
    "chromium",
    ensureChromium((line) => process.stderr.write(`${line}\n`)),
  );
  const demo = await startDemo();
  const { origin, portalOrigin, home, grafana } = demo;
  project.provide("demo", { origin, portalOrigin, home, grafana });
  return async () => void (await demo.stop());
}
