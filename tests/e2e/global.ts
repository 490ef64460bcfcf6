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
  // A browser of a test may say where it comes from, as one behind a proxy does.
  const demo = await startDemo({ env: { TRUSTED_PROXIES: "127.0.0.1,::1" } });
  const { origin, portalOrigin, home, grafana } = demo;
  project.provide("demo", { origin, portalOrigin, home, grafana });
  return async () => void (await demo.stop());
}
