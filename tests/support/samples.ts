import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "vitest";

const root = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** The path of a sample file, such as `sample("sie/Sie1.se")`. The samples lie beside the checkout, not in it. */
export const sample = (name: string): string => path.join(root, name);

export const samplesThere = existsSync(root);

/** A test on the samples. Where they are absent it is skipped, and under CI it fails. */
export function sampleTest(name: string, body: () => void | Promise<void>, timeoutMs?: number): void {
  if (samplesThere) test(name, body, timeoutMs);
  else if (process.env.CI)
    test(name, () => {
      throw new Error(`The sample files are not at ${root}, and CI is set.`);
    });
  else test.skip(`${name} (the sample files are absent)`, body);
}
