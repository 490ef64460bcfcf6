import type { TestProject } from "vitest/node";
import { ensureChromium } from "#tests/support/chromium.ts";
import { startDemo } from "#tests/support/running-demo.ts";

declare module "vitest" {
  export interface ProvidedContext {
    demo: { origin: string; portalOrigin: string; home: string };
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
  project.provide("demo", { origin: demo.origin, portalOrigin: demo.portalOrigin, home: demo.home });
  return async () => void (await demo.stop());
}
