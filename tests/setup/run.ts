import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { startVitest } from "vitest/node";
import { buildIfChanged } from "../../app/boot/build.ts";
import { ensureChromium } from "../support/chromium.ts";

/**
 * Every test: `npm test`. Names of files or `-t pattern` narrow it down: `npm test -- tests/db`.
 * What was skipped is listed at the end; with CI set a missing tool is a failure instead.
 */
const say = (line: string) => process.stderr.write(`${line}\n`);
const skippedFile = path.join(import.meta.dirname, "../../node_modules/.huolto-skipped");

try {
  ensureChromium(say);
  buildIfChanged(say);
} catch (error) {
  say((error as Error).message);
  process.exit(1);
}
rmSync(skippedFile, { force: true });
process.env.HUOLTO_SKIPPED_FILE = skippedFile;

const filters = process.argv.slice(2);
const vitest = await startVitest("test", filters, { watch: false, run: true });
const files = vitest?.state.getTestModules() ?? [];
const counts = { passed: 0, failed: 0, skipped: 0 };
const skipped: string[] = [];
for (const file of files) {
  if (file.state() === "failed" && [...file.children.allTests()].length === 0) counts.failed += 1;
  for (const test of file.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") counts.passed += 1;
    else if (state === "failed") counts.failed += 1;
    else {
      counts.skipped += 1;
      skipped.push(`${path.relative(process.cwd(), file.moduleId)}: ${test.fullName}`);
    }
  }
}
await vitest?.close();
const reasons = (() => {
  try {
    return [...new Set(readFileSync(skippedFile, "utf8").trim().split("\n"))];
  } catch {
    return [];
  }
})();
if (skipped.length > 0) say(`\nSkipped:\n${skipped.map((name) => `  ${name}`).join("\n")}`);
if (reasons.length > 0) say(`Because:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : ((process.exitCode ?? 0) as number));
